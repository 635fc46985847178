using System.Globalization;
using Loadgen.Serialization;

namespace Loadgen.Analysis.Reports.Building;

/// <summary>What a comparison shows, in a sentence.</summary>
internal static class ComparisonText
{
    /// <summary>Such as <c>B is 34 ms slower than A for `crypto_key_gen` (95%: 21 to 52, 280 pairs)</c>.</summary>
    public static string Of(Comparison comparison)
    {
        var (one, other) = (Excerpt.Of(comparison.Approach.Label), Excerpt.Of(comparison.Baseline.Label));
        var of = $"for `{Excerpt.Of(comparison.Function)}`{SourceOf(comparison.Measure)}";
        var result = comparison.Result;
        return comparison.Finding switch
        {
            Finding.TooFew when result.Pairs < Comparisons.Fewest =>
                $"too few pairs of {one} and {other} {of}: {result.Pairs}, and {Comparisons.Fewest} are needed",
            Finding.TooFew => $"too few hours with pairs of {one} and {other} {of}: {result.Hours}, and {Comparisons.Fewest} are needed",
            Finding.Nothing => $"no difference can be shown between {one} and {other} {of} {Range(comparison, result.Difference.Value, 1)}",
            Finding.Slower => $"{one} is {Difference(comparison)} slower than {other} {of} {Range(comparison, result.Difference.Value, 1)}",
            _ => $"{one} is {Difference(comparison)} faster than {other} {of} {Range(comparison, -result.Difference.Value, -1)}",
        };
    }

    private static string SourceOf(LatencyMeasure measure) => measure switch
    {
        LatencyMeasure.DispatcherTold => " by the dispatcher's word",
        LatencyMeasure.FunctionLog => " by the functions' logs",
        _ => "",
    };

    private static string Difference(Comparison comparison)
    {
        var scale = ScaleOf(comparison);
        return $"{scale.Of(Math.Abs(comparison.Result.Difference.Value))} {scale.Unit}";
    }

    private static string Range(Comparison comparison, double value, int sign)
    {
        var scale = ScaleOf(comparison);
        var pairs = string.Create(CultureInfo.InvariantCulture, $"{comparison.Result.Pairs:N0} pairs");
        if (comparison.Result.Difference.Interval is not { } interval)
            return $"({scale.Of(value)} {scale.Unit}, {pairs})";
        var (low, high) = sign > 0 ? (interval.Low, interval.High) : (-interval.High, -interval.Low);
        var unit = comparison.Finding is Finding.Nothing || scale.Unit != "ms" ? $" {scale.Unit}" : "";
        return $"(95%: {scale.Of(low)} to {scale.Of(high)}{unit}, {pairs})";
    }

    private static DurationScale ScaleOf(Comparison comparison) =>
        DurationScale.For(comparison.Result.Difference.Value, comparison.Result.Difference.Interval);
}
