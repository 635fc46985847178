namespace Loadgen.Analysis.Statistics;

/// <summary>A value that was estimated.</summary>
/// <param name="Interval">Where it lies with a confidence of 95%; <see langword="null"/> where the data cannot tell.</param>
public sealed record Estimate(double Value, Interval? Interval);

/// <summary>A range of values, its ends included.</summary>
public sealed record Interval(double Low, double High);
