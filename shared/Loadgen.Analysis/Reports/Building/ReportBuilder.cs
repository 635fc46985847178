using Loadgen.Analysis.Carbon;
using Loadgen.Analysis.Correlation;
using Loadgen.Analysis.Events;
using Loadgen.Analysis.Reports.Checks;
using Loadgen.Clocks;
using Loadgen.Serialization;

namespace Loadgen.Analysis.Reports.Building;

/// <summary>Makes a report of the events of a database.</summary>
public static class ReportBuilder
{
    /// <summary>Chooses the runs, and says of them what there is to say.</summary>
    /// <param name="database">Events as they were loaded, perhaps joined with the functions' logs, and intensities.</param>
    /// <exception cref="ReportException">There is no run or no approach that is asked for.</exception>
    public static Report Build(EventDatabase database, ReportOptions options)
    {
        Check(database, options.RunIds);
        var found = RunChoice.Choose(database, options.RunIds);
        var choice = BaselineChoice.Of(found, options.Baseline);
        IReadOnlyList<Approach> approaches = [.. found.OrderByDescending(approach => approach == choice.Baseline)];
        ReportTables.Make(database, approaches);
        var functions = FunctionResults.Of(database, approaches);
        var comparisons = Comparisons.Of(database, approaches, choice.Compared);
        ReportTables.Drop(database);
        var coverage = Coverage.Of(database, approaches);
        return new()
        {
            Logs = options.Logs,
            Approaches = approaches,
            Baseline = choice.Baseline,
            Clocks = ClocksOf(database),
            Trust = TrustChecks.Of(new(database, choice.Compared, coverage, functions, comparisons)),
            Functions = functions,
            Comparisons = comparisons,
            Shifted = ShiftedBlock.Of(database, approaches, choice),
            Carbon = CarbonOf(database, approaches, choice, options.EnergyModel),
            Correlation = CorrelationSummary.Of(database),
        };
    }

    private static CarbonResult? CarbonOf(
        EventDatabase database, IReadOnlyList<Approach> approaches, BaselineChoice choice, EnergyModel model)
    {
        if (database.Read("SELECT count(*) FROM intensities", row => row.GetInt64(0))[0] == 0)
            return null;

        var baselines = choice.Compared.ToDictionary(pair => pair.Approach, pair => pair.Baseline.Label);
        return CarbonAccount.Of(
            database,
            [.. approaches.Select(approach => (approach.Label, baselines.GetValueOrDefault(approach)))],
            model,
            Comparisons.Seed);
    }

    private static void Check(EventDatabase database, IReadOnlyList<string> asked)
    {
        var known = database.Read("SELECT DISTINCT run_id FROM runs ORDER BY run_id", row => row.GetString(0));
        if (asked.FirstOrDefault(run => !known.Contains(run)) is { } stranger)
        {
            var some = known.Count > 10 ? [.. known.Take(10).Select(Excerpt.Of), "…"] : known.Select(Excerpt.Of);
            throw new ReportException(
                "run", $"found {Excerpt.Quoted(stranger)}; allowed: {string.Join(", ", some)}.{Nearest.Hint(stranger, [.. known])}");
        }
    }

    private static IReadOnlyList<ClockKind> ClocksOf(EventDatabase database) => database.Read(
        """
        SELECT coalesce(clock, 'machine'), coalesce(clock_speed, 1)
        FROM runs JOIN chosen_runs USING (experiment_id, scenario, trace_hour_utc, run_id) ORDER BY ALL
        """,
        row => new ClockKind(row.GetString(0), row.GetDouble(1)));
}
