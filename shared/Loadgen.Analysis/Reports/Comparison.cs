using Loadgen.Analysis.Statistics;

namespace Loadgen.Analysis.Reports;

/// <summary>An approach against the baseline, pair by pair, in milliseconds.</summary>
/// <param name="Unpaired">Events of the two that have no partner, or that did not succeed on both sides.</param>
/// <param name="AdjustedP">The p-value by Holm, among all comparisons of the report.</param>
/// <param name="Finding">What can be said.</param>
/// <param name="Sentence">The same in words: <c>B is 34 ms slower than A for crypto_key_gen (95%: 21 to 52, 280 pairs)</c>.</param>
public sealed record Comparison(
    Approach Approach,
    Approach Baseline,
    string Function,
    LatencyMeasure Measure,
    PairedResult Result,
    long Unpaired,
    double AdjustedP,
    Finding Finding,
    string Sentence);

/// <summary>What a comparison shows.</summary>
public enum Finding
{
    /// <summary>No difference can be shown.</summary>
    Nothing,

    /// <summary>The approach is faster.</summary>
    Faster,

    /// <summary>The approach is slower.</summary>
    Slower,

    /// <summary>There are too few pairs, or hours, to show anything.</summary>
    TooFew,
}
