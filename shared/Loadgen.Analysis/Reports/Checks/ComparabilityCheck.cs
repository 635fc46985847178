namespace Loadgen.Analysis.Reports.Checks;

/// <summary>Whether what is compared can be: by equal measures, in enough pairs and hours.</summary>
internal static class ComparabilityCheck
{
    public static IEnumerable<Remark> Of(CheckContext context)
    {
        if (context.Compared.Count == 0 && context.Coverage.Count > 0)
            yield return new(RemarkKind.Note, "There is nothing to compare with.");
        foreach (var (approach, baseline) in context.Compared)
        {
            if (ReasonOf(context, approach, baseline) is { } reason)
            {
                yield return new(
                    RemarkKind.Forbids, $"{Words.Name(approach.Label)} cannot be compared with {Words.Name(baseline.Label)}: {reason}");
            }
        }
    }

    private static string? ReasonOf(CheckContext context, Approach approach, Approach baseline)
    {
        var shared = context.Database.Read(
            """
            SELECT count(*) FROM (SELECT trace_hour_utc FROM chosen_runs WHERE approach = $1
                INTERSECT SELECT trace_hour_utc FROM chosen_runs WHERE approach = $2)
            """,
            row => row.GetInt64(0),
            approach.Label,
            baseline.Label)[0];
        if (shared == 0)
            return "no hour has a run of both.";

        var (one, other) = (MeasuresOf(context, approach), MeasuresOf(context, baseline));
        if (one.Count == 0 || other.Count == 0)
        {
            var names = Words.List([.. new[] { (approach, one), (baseline, other) }
                .Where(pair => pair.Item2.Count == 0).Select(pair => Words.Name(pair.Item1.Label))]);
            return $"{names} {(one.Count + other.Count == 0 ? "have" : "has")} no latency of a call that succeeded and was not put off.";
        }

        if (!one.Overlaps(other))
        {
            return $"{NamesOf(one)} and {NamesOf(other)} are not the same; what the functions log is, where both have it "
                + "(--functions).";
        }

        var comparisons = context.Comparisons.Where(result => result.Approach == approach && result.Baseline == baseline).ToList();
        if (comparisons.Count == 0)
            return "no event succeeded in both.";
        return comparisons.TrueForAll(result => result.Finding is Finding.TooFew)
            ? $"no function has more than {Words.Count(comparisons.Max(result => result.Result.Pairs), "pair")}, in "
                + $"{Words.Count(comparisons.Max(result => result.Result.Hours), "hour")}, and 6 of both are needed."
            : null;
    }

    private static HashSet<LatencyMeasure> MeasuresOf(CheckContext context, Approach approach) =>
    [
        .. context.Functions
            .Where(result => result.Approach == approach)
            .SelectMany(result => result.Latencies)
            .Select(latency => latency.Measure),
    ];

    private static string NamesOf(HashSet<LatencyMeasure> measures) => Words.List(
    [
        .. measures.Order().Select(measure => measure switch
        {
            LatencyMeasure.RoundTrip => "round trips",
            LatencyMeasure.DispatcherTold => "what the dispatcher says",
            _ => "what the functions log",
        }),
    ]);
}
