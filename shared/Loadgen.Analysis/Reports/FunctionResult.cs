using Loadgen.Analysis.Statistics;

namespace Loadgen.Analysis.Reports;

/// <summary>What was measured of an approach's calls of a function.</summary>
/// <param name="Events">Events that have a line.</param>
/// <param name="Sent">Calls that were made.</param>
/// <param name="Success">The share of the calls that succeeded, 0–1; <see langword="null"/> where none was made.</param>
/// <param name="Latencies">Of calls that succeeded and were not put off; one entry for each measure that there is.</param>
/// <param name="Phases">Medians of the round trip's parts, in milliseconds; <see langword="null"/> for a part that no call had.</param>
/// <param name="RequestBytes">The mean.</param>
/// <param name="ResponseBytes">The mean.</param>
/// <param name="Regions">Where the calls went; the most frequent first.</param>
/// <param name="Priorities">What the dispatcher said; the most frequent first.</param>
/// <param name="Shifted">How many calls were put off.</param>
/// <param name="HoursShifted">By how many hours, at the median; <see langword="null"/> where none was.</param>
public sealed record FunctionResult(
    Approach Approach,
    string Function,
    long Events,
    long Sent,
    Estimate? Success,
    IReadOnlyList<LatencyResult> Latencies,
    CallPhases Phases,
    double? RequestBytes,
    double? ResponseBytes,
    IReadOnlyList<KeyValuePair<string, long>> Regions,
    IReadOnlyList<KeyValuePair<string, long>> Priorities,
    long Shifted,
    double? HoursShifted);

/// <summary>Latencies of one kind, in milliseconds.</summary>
public sealed record LatencyResult(LatencyMeasure Measure, long Calls, Estimate P50, Estimate P90, Estimate P95, Estimate P99);

/// <summary>The parts of a round trip, in milliseconds.</summary>
public sealed record CallPhases(double? Dns, double? Connect, double? Tls, double? FirstByte, double? Download);

/// <summary>What a latency is; only equal ones are compared.</summary>
public enum LatencyMeasure
{
    /// <summary><c>direct_invoke</c>: the round trip that Loadgen measured.</summary>
    RoundTrip,

    /// <summary><c>dispatcher_response</c>: what the dispatcher said.</summary>
    DispatcherTold,

    /// <summary>From sending until the function had finished, by the function's own log.</summary>
    FunctionLog,
}
