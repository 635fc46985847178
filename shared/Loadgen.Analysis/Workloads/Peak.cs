namespace Loadgen.Analysis.Workloads;

/// <summary>The most calls that lie in a stretch of time.</summary>
/// <param name="Start">How far behind the start of hour 0 the stretch begins; the first of several that have as many.</param>
public sealed record Peak(long Calls, TimeSpan Start);
