using Loadgen.Calls;

namespace Loadgen.Analysis.Measurements;

/// <summary>What was measured of one planned event.</summary>
/// <param name="Outcome">How it ended; <see langword="null"/> where its line is missing.</param>
/// <param name="Lag">How long after its scheduled time it was called; <see langword="null"/> where that was not measured.</param>
/// <param name="Latency">
/// The latency that an experiment compares (<c>end_to_end_latency_ms</c>), in milliseconds; <see langword="null"/> where there is none.
/// </param>
public readonly record struct Measurement(string FunctionId, Outcome? Outcome, TimeSpan? Lag, decimal? Latency);
