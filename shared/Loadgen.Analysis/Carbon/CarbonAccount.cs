using System.Data.Common;
using Loadgen.Analysis.Events;
using Loadgen.Analysis.Statistics;

namespace Loadgen.Analysis.Carbon;

/// <summary>Computes energy and emissions of what was chosen.</summary>
public static class CarbonAccount
{
    private const double HoursOfYear = 8760;

    /// <summary>
    /// Accounts for calls of the view <c>chosen</c> that succeeded, on clocks that measure. A call runs where and when its function's own
    /// log says; else in the region that it was sent to, in the hour of its target time where it was put off, else in that of sending. Its
    /// duration is the function's own, else the latency that the caller or the dispatcher told.
    /// </summary>
    /// <param name="comparisons">The approaches in the order of the result, each with the one that it is compared with.</param>
    /// <param name="seed">The same seed gives the same intervals.</param>
    public static CarbonResult Of(
        EventDatabase database, IReadOnlyList<(string Approach, string? Baseline)> comparisons, EnergyModel model, int seed)
    {
        CarbonCalls.Create(database, model);
        var approaches = comparisons.Select(comparison => comparison.Approach).ToList();
        var totals = Totals(database).ToLookup(total => total.Approach, StringComparer.Ordinal);
        var result = new CarbonResult(
            [.. approaches.SelectMany(approach => totals[approach])],
            [
                .. comparisons
                    .Where(comparison => comparison.Baseline is { } baseline && baseline != comparison.Approach)
                    .SelectMany(comparison => Ratios(database, comparison.Approach, comparison.Baseline!, seed)),
            ],
            CarbonAssumptions.Of(database, model, comparisons));
        CarbonCalls.Drop(database);
        return result;
    }

    private static IReadOnlyList<CarbonTotal> Totals(EventDatabase database) => database.Read(
        """
        WITH hours AS (
            SELECT approach, count(DISTINCT trace_hour_utc) AS hours
            FROM chosen_runs JOIN runs USING (experiment_id, scenario, trace_hour_utc, run_id)
            WHERE coalesce(clock_speed, 1) = 1
            GROUP BY approach
        )
        SELECT approach, function_id, count(*)::INTEGER, count(emissions_g)::INTEGER,
            coalesce(sum(energy_kwh) FILTER (emissions_g IS NOT NULL), 0), coalesce(sum(emissions_g), 0),
            avg(g_per_kwh) FILTER (emissions_g IS NOT NULL), any_value(hours)
        FROM carbon_calls LEFT JOIN hours USING (approach)
        GROUP BY GROUPING SETS ((approach), (approach, function_id))
        ORDER BY approach, function_id IS NOT NULL, count(*) DESC, function_id
        """,
        row => new CarbonTotal(
            row.GetString(0),
            TextOf(row, 1),
            row.GetInt32(2),
            row.GetInt32(3),
            row.GetDouble(4),
            row.GetDouble(5),
            row.IsDBNull(6) ? null : row.GetDouble(6),
            row.IsDBNull(7) || row.GetInt32(3) == 0 ? null : row.GetDouble(5) / row.GetInt64(7) * HoursOfYear / 1000));

    private static IEnumerable<CarbonRatio> Ratios(EventDatabase database, string approach, string baseline, int seed)
    {
        // Sums of hours are all that a ratio of sums and its interval need.
        var hours = database.Read(
            """
            SELECT one.function_id, epoch(one.trace_hour_utc)::BIGINT // 3600, count(*)::INTEGER,
                sum(other.energy_kwh), sum(one.energy_kwh), sum(other.emissions_g), sum(one.emissions_g)
            FROM carbon_calls AS one JOIN carbon_calls AS other USING (trace_hour_utc, function_id, invocation_index, source)
            WHERE one.approach = $1 AND other.approach = $2 AND one.emissions_g IS NOT NULL AND other.emissions_g IS NOT NULL
            GROUP BY one.function_id, one.trace_hour_utc
            ORDER BY one.function_id, one.trace_hour_utc
            """,
            row => new PairedHour(
                row.GetString(0),
                (int)row.GetInt64(1),
                row.GetInt32(2),
                new(row.GetDouble(3), row.GetDouble(4)),
                new(row.GetDouble(5), row.GetDouble(6))),
            approach,
            baseline);
        if (hours.Count == 0)
            return [];

        return hours
            .GroupBy(hour => hour.Function, StringComparer.Ordinal)
            .OrderByDescending(function => function.Sum(hour => hour.Pairs))
            .Select(function => (Function: (string?)function.Key, Hours: function.ToList()))
            .Prepend((null, [.. hours]))
            .Select(function => new CarbonRatio(
                approach,
                baseline,
                function.Function,
                function.Hours.Sum(hour => hour.Pairs),
                function.Hours.Select(hour => hour.Hour).Distinct().Count(),
                RatioOf(function.Hours, hour => hour.Energy, seed),
                RatioOf(function.Hours, hour => hour.Emissions, seed)));
    }

    private static Estimate? RatioOf(List<PairedHour> hours, Func<PairedHour, Sums> of, int seed) => RatioEstimate.Of(
        new(
            [.. hours.Select(hour => of(hour).Baseline)],
            [.. hours.Select(hour => of(hour).Approach)],
            [.. hours.Select(hour => hour.Hour)]),
        seed);

    private static string? TextOf(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private sealed record PairedHour(string Function, int Hour, int Pairs, Sums Energy, Sums Emissions);

    private sealed record Sums(double Baseline, double Approach);
}
