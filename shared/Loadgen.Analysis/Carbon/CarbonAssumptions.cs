using System.Globalization;
using Loadgen.Analysis.Events;

namespace Loadgen.Analysis.Carbon;

/// <summary>What was assumed, in sentences.</summary>
internal static class CarbonAssumptions
{
    private const int MostNamed = 3;

    public static IReadOnlyList<string> Of(
        EventDatabase database, EnergyModel model, IReadOnlyList<(string Approach, string? Baseline)> comparisons) =>
    [
        .. Constants(model),
        .. Sizes(database, model),
        .. comparisons.SelectMany(comparison => OfCalls(database, comparison.Approach)),
        .. comparisons.SelectMany(comparison => NotCompared(database, comparison.Approach, comparison.Baseline)),
        "A year is 8,760 hours like the mean of those that have a run, the calls that are counted alone.",
    ];

    private static IEnumerable<string> Constants(EnergyModel model)
    {
        yield return $"The power of a function is vCPU × ({Number(model.VcpuIdle)} + utilisation × {Number(model.VcpuLoad)}) W"
            + $" + GiB × {Number(model.Memory)} W + GPU × ({Number(model.GpuIdle)} + utilisation × {Number(model.GpuLoad)}) W.";
        yield return $"A GB in or out takes {Number(model.Network)} kWh.";
        yield return $"PUE is {Number(model.Pue)}{Listed(model.RegionPue.Select(pue => $"{pue.Key} {Number(pue.Value)}"))}.";
    }

    private static IEnumerable<string> Sizes(EventDatabase database, EnergyModel model) => database
        .Read("SELECT DISTINCT function_id FROM carbon_calls ORDER BY 1", row => row.GetString(0))
        .GroupBy(model.SizeOf)
        .Select(functions => $"{Some([.. functions])}: {Describe(functions.Key)}, "
            + (functions.Any(function => !model.Sizes.ContainsKey(function)) ? "assumed." : "as given."));

    private static string Describe(FunctionSize size) =>
        $"{Number(size.Vcpus)} vCPU at {Percent(size.Utilisation)}, {Number(size.Gib)} GiB"
        + (size.Gpus > 0 ? $", {Number(size.Gpus)} GPU at {Percent(size.GpuUtilisation)}" : "");

    private static IEnumerable<string> OfCalls(EventDatabase database, string approach)
    {
        foreach (var (source, calls) in Counts(database, "source", "source <> 'function' AND duration_ms IS NOT NULL", approach))
        {
            yield return source == "direct_invoke"
                ? $"{approach}: for {Calls(calls)} without a log of the function the duration is the round trip, network included."
                : $"{approach}: for {Calls(calls)} without a log of the function the duration is what the dispatcher told.";
        }

        foreach (var (_, calls) in Counts(database, "'planned'", "is_planned AND hour IS NOT NULL", approach))
            yield return $"{approach}: for {Calls(calls)} that were put off, the hour is the one that the dispatcher chose.";
        foreach (var sentence in NotCounted(database, approach))
            yield return sentence;
    }

    private static IEnumerable<string> NotCounted(EventDatabase database, string approach)
    {
        const string Reason = """
            CASE
                WHEN duration_ms IS NULL THEN 'the duration is not known'
                WHEN place IS NULL THEN 'the region is not known'
                WHEN hour IS NULL THEN 'the hour in which they ran is not known'
                ELSE 'no intensity is given'
            END
            """;
        foreach (var (reason, calls) in Counts(database, Reason, "emissions_g IS NULL", approach))
        {
            var places = reason == "no intensity is given" ? $": {Some(Missing(database, approach))}" : "";
            yield return $"{approach}: {Calls(calls)} {(calls == 1 ? "is" : "are")} not counted, since {reason}{places}.";
        }
    }

    /// <summary>A round trip, what a dispatcher told, and a function's own time are not the same.</summary>
    private static IEnumerable<string> NotCompared(EventDatabase database, string approach, string? baseline) => database.Read(
        """
        SELECT count(*) FROM carbon_calls AS one JOIN carbon_calls AS other USING (trace_hour_utc, function_id, invocation_index)
        WHERE one.approach = $1 AND other.approach = $2 AND one.emissions_g IS NOT NULL AND other.emissions_g IS NOT NULL
            AND one.source <> other.source
        HAVING count(*) > 0
        """,
        row => $"{approach} and {baseline}: {Calls(row.GetInt64(0))} of each are not compared, "
            + "since their durations are not the same measure.",
        approach,
        baseline);

    private static IReadOnlyList<string> Missing(EventDatabase database, string approach) => database.Read(
        """
        SELECT place, count(DISTINCT hour), min(hour), max(hour) FROM carbon_calls
        WHERE approach = $1 AND duration_ms IS NOT NULL AND place IS NOT NULL AND hour IS NOT NULL AND g_per_kwh IS NULL
        GROUP BY place ORDER BY count(*) DESC, place
        """,
        row => row.GetInt64(1) == 1
            ? $"{row.GetString(0)} at {Hour(row.GetDateTime(2))}"
            : $"{row.GetString(0)} in {row.GetInt64(1)} hours from {Hour(row.GetDateTime(2))} to {Hour(row.GetDateTime(3))}",
        approach);

    private static IReadOnlyList<(string What, long Calls)> Counts(EventDatabase database, string what, string where, string approach) =>
        database.Read(
            $"SELECT {what}, count(*) FROM carbon_calls WHERE approach = $1 AND {where}"
            + " GROUP BY ALL HAVING count(*) > 0 ORDER BY 2 DESC, 1",
            row => (row.GetString(0), row.GetInt64(1)),
            approach);

    private static string Some(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(MostNamed)) + (names.Count > MostNamed ? $" and {names.Count - MostNamed} more" : "");

    private static string Listed(IEnumerable<string> values) => string.Concat(values.Select(value => $", {value}"));

    private static string Calls(long calls) => calls == 1 ? "1 call" : string.Create(CultureInfo.InvariantCulture, $"{calls:N0} calls");

    private static string Hour(DateTime hour) => hour.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Percent(double value) => string.Create(CultureInfo.InvariantCulture, $"{value * 100:0.##}%");
}
