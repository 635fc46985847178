namespace Loadgen.Analysis.Statistics;

/// <summary>What two approaches measured of the same events. All three have an entry for each pair.</summary>
/// <param name="Baseline">What the baseline measured.</param>
/// <param name="Approach">What is compared with it.</param>
/// <param name="Hours">The hour of each pair, as a number from 0 on: pairs of an hour are not independent.</param>
public sealed record PairedSample(double[] Baseline, double[] Approach, int[] Hours);
