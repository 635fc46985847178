using System.Globalization;
using Loadgen.Analysis.Events;
using Loadgen.Analysis.Statistics;

namespace Loadgen.Analysis.Reports.Building;

/// <summary>Latencies pair by pair: of the same hour, function and index.</summary>
internal static class Comparisons
{
    /// <summary>The fewest pairs, and the fewest hours, that can show a difference.</summary>
    public const int Fewest = 6;

    /// <summary>Where a difference is shown: an adjusted p-value below it, and an interval without 0.</summary>
    public const double Level = 0.05;

    /// <summary>Any number would do; the same one gives the same intervals.</summary>
    public const int Seed = 20260115;

    /// <summary>Compares what is of the same measure in both: of several measures of a function, that of the most pairs.</summary>
    public static IReadOnlyList<Comparison> Of(
        EventDatabase database, IReadOnlyList<Approach> approaches, IReadOnlyList<(Approach Approach, Approach Baseline)> compared)
    {
        var results = compared
            .SelectMany(pair => Of(database, approaches, pair.Approach, pair.Baseline)
                .GroupBy(result => result.Place)
                .Select(measures => measures.MaxBy(result => result.Result.Pairs)!))
            .ToList();
        var tested = results.Where(result => !IsTooFew(result.Result)).ToList();
        var adjusted = Holm.Adjust([.. tested.Select(result => result.Result.P)]);
        foreach (var (result, p) in tested.Zip(adjusted))
            result.AdjustedP = p;
        return [.. results.OrderBy(result => result.Place).Select(result => result.Conclude())];
    }

    private static IEnumerable<Untested> Of(
        EventDatabase database, IReadOnlyList<Approach> approaches, Approach approach, Approach baseline)
    {
        var events = EventsOf(database, approach, baseline);
        // Numbers of Loadgen's own, not texts from elsewhere.
        var groups = database.ReadGroups(
            $"""
            SELECT place, measure, hour, one.latency, other.latency
            FROM (SELECT * FROM latencies WHERE number = {NumberOf(baseline)}) AS one
            JOIN (SELECT * FROM latencies WHERE number = {NumberOf(approach)}) AS other USING (place, measure, hour, invocation_index)
            ORDER BY place, measure, hour, invocation_index
            """,
            row => (
                Key: (Place: row.GetInt32(0), Measure: (LatencyMeasure)row.GetInt32(1)),
                Row: (Hour: row.GetInt32(2), Baseline: row.GetDouble(3), Approach: row.GetDouble(4))));
        foreach (var (key, rows) in groups)
        {
            var sample = new PairedSample(
                [.. rows.Select(row => row.Baseline)], [.. rows.Select(row => row.Approach)], [.. rows.Select(row => row.Hour)]);
            var (function, all) = events[key.Place];
            yield return new(approach, baseline, function, key.Measure, PairedComparison.Of(sample, Seed), all - rows.Count)
            {
                Place = key.Place,
            };
        }

        string NumberOf(Approach one) => approaches.Index().First(pair => pair.Item == one).Index.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>How many hours and indices of a function have an event of one of the two.</summary>
    private static Dictionary<int, (string Function, long Events)> EventsOf(
        EventDatabase database, Approach approach, Approach baseline) => database.Read(
        """
        SELECT place, any_value(function_id), count(*) FROM (
            SELECT DISTINCT function_id, trace_hour_utc, invocation_index FROM chosen WHERE approach IN ($1, $2))
        JOIN shown USING (function_id) GROUP BY place
        """,
        row => (Place: row.GetInt32(0), Function: row.GetString(1), Events: row.GetInt64(2)),
        approach.Label,
        baseline.Label).ToDictionary(row => row.Place, row => (row.Function, row.Events));

    private static bool IsTooFew(PairedResult result) => result.Pairs < Fewest || result.Hours < Fewest;

    private sealed record Untested(
        Approach Approach, Approach Baseline, string Function, LatencyMeasure Measure, PairedResult Result, long Unpaired)
    {
        public required int Place { get; init; }

        public double AdjustedP { get; set; } = 1;

        public Comparison Conclude()
        {
            var finding = IsTooFew(Result) ? Finding.TooFew
                : AdjustedP >= Level || Result.Difference.Interval is null or { Low: <= 0, High: >= 0 } ? Finding.Nothing
                : Result.Difference.Value < 0 ? Finding.Faster
                : Finding.Slower;
            var comparison = new Comparison(Approach, Baseline, Function, Measure, Result, Unpaired, AdjustedP, finding, "");
            return comparison with { Sentence = ComparisonText.Of(comparison) };
        }
    }
}
