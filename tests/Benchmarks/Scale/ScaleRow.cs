namespace Loadgen.Benchmarks.Scale;

/// <summary>A measured figure beside what it is to be, and beside what something simpler reaches in the same run.</summary>
/// <param name="Name">With its unit.</param>
/// <param name="Value"><see langword="null"/> where it could not be measured.</param>
/// <param name="Goal">The most that it may be; <see langword="null"/> where that could not be measured.</param>
/// <param name="Baseline"><see langword="null"/> where there is none.</param>
/// <param name="Note">For people: what the baseline is, or why something is missing.</param>
internal sealed record ScaleRow(string Name, double? Value, double? Goal, double? Baseline, string Note);
