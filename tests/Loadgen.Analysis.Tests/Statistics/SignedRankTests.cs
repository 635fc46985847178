using Loadgen.Analysis.Statistics;

namespace Loadgen.Analysis.Tests.Statistics;

public sealed class SignedRankTests
{
    private const int Digits = 9;

    public static TheoryData<double[], double, double, string> Published => new()
    {
        // Hollander and Wolfe (1973), 29f, the depression data of R's ?wilcox.test: V = 40, one-sided p = 0.01953 = 10/512.
        {
            [0.952, -0.147, 1.022, 0.43, 0.62, 0.59, 0.49, -0.08, 0.01], 40, 0.0390625, "exact, differences x − y as R's example has them"
        },
        // SciPy's documentation of scipy.stats.wilcoxon, Darwin's maize: statistic 24 (the smaller sum), p = 0.041259765625.
        {
            [6, 8, 14, 16, 23, 24, 28, 29, 41, -48, 49, 56, 60, -67, 75], 96, 0.041259765625, "exact, 120 − 24 = 96 of positive ranks"
        },
        // SciPy's test_wilcoxon_tie, by R's wilcox.test(rep(0.1, 10), exact=FALSE, correct=TRUE): p = 0.001904195.
        { [.. Enumerable.Repeat(0.1, 10)], 55, 0.001904194656, "all tied: z = (55/2 − 1/2) / √(385/4 − 990/48)" },
    };

    [Theory]
    [MemberData(nameof(Published))]
    public void Published_examples_are_met(double[] differences, double positive, double p, string reason)
    {
        var test = SignedRankTest.Of(differences);

        Assert.True(test.Positive == positive, reason);
        Assert.Equal(p, test.P, Digits);
    }

    [Fact]
    public void Ties_and_zeros_are_dropped_and_shared_as_in_SciPy()
    {
        // SciPy's test_accuracy_wilcoxon: T = 327 is the smaller sum, of the positive ranks here. Its p of 0.00641346115861 is without a
        // correction for continuity: z = (327 − 588) / σ. With it, z is nearer to 0 by half a rank.
        int[] frequencies = [1, 4, 16, 15, 8, 4, 5, 1, 2];
        double[] differences = [.. frequencies.SelectMany((count, i) => Enumerable.Repeat(i - 4.0, count))];
        var z = MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, 0.00641346115861 / 2) * (588 - 327 - 0.5) / (588 - 327);

        var test = SignedRankTest.Of(differences);

        Assert.Equal(327, test.Positive);
        Assert.Equal(2 * MathNet.Numerics.Distributions.Normal.CDF(0, 1, z), test.P, Digits);
    }

    [Fact]
    public void The_normal_approximation_is_Rs()
    {
        // SciPy's test_accuracy_wilcoxon, by R's wilcox.test(x, y, paired=TRUE, exact=FALSE, correct=TRUE): T = 34, p = 0.7240817.
        Assert.Equal(0.7240817, SignedRankTest.Approximate(12, 34, ties: 0), 7);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(9)]
    public void Exact_values_are_those_of_all_signs(int n)
    {
        // By definition: all 2^n ways to give signs to ranks are equally likely.
        var sums = Enumerable.Range(0, 1 << n)
            .Select(signs => Enumerable.Range(1, n).Where(rank => ((signs >> (rank - 1)) & 1) == 1).Sum())
            .ToList();

        Assert.All(Enumerable.Range(0, (n * (n + 1) / 2) + 1), positive => Assert.Equal(
            Math.Min(1, 2 * Math.Min(sums.Count(sum => sum <= positive), sums.Count(sum => sum >= positive)) / (double)sums.Count),
            SignedRankTest.Exact(n, positive),
            Digits));
    }

    [Fact]
    public void From_exact_to_approximate_there_is_no_leap()
    {
        var exact = SignedRankTest.Of([.. Enumerable.Range(1, 50).Select(i => i % 3 == 0 ? -i : (double)i)]);

        Assert.InRange(SignedRankTest.Approximate(50, exact.Positive, 0) / exact.P, 0.95, 1.05);
    }

    [Theory]
    [InlineData(new double[0], "no difference")]
    [InlineData(new[] { 0.0, 0, 0, 0, 0, 0, 0 }, "none but zeros")]
    [InlineData(new[] { 1.0 }, "a single one can be above 0 or below")]
    [InlineData(new[] { 3.0, -3, 3, -3 }, "as many above as below")]
    public void Nothing_is_shown_where_there_is_nothing_to_see(double[] differences, string reason) =>
        Assert.True(SignedRankTest.Of(differences).P == 1, reason);
}
