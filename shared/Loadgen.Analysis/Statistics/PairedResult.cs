namespace Loadgen.Analysis.Statistics;

/// <summary>What a paired sample says.</summary>
/// <param name="Pairs">How many pairs there are.</param>
/// <param name="Hours">In how many hours.</param>
/// <param name="Difference">Approach minus baseline: the Hodges–Lehmann estimate of the median.</param>
/// <param name="Ratio">Baseline ÷ approach, of the sums; <see langword="null"/> where one of them is not above 0.</param>
/// <param name="P">The two-sided p-value of the signed-rank test over the hours' medians, not adjusted.</param>
public sealed record PairedResult(int Pairs, int Hours, Estimate Difference, Estimate? Ratio, double P);
