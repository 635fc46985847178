using Loadgen.Analysis.Statistics;

namespace Loadgen.Analysis.Tests.Statistics;

public sealed class ShareEstimateTests
{
    // NIST/SEMATECH e-Handbook, 1.3.6.7.1: the normal distribution's 0.975 quantile, here to ten digits.
    private const double Z = 1.9599639845;

    [Theory]
    // Newcombe (1998), "Two-sided confidence intervals for the single proportion", table I, method 3.
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Published_intervals_are_met(long hits, long n, double low, double high)
    {
        var estimate = ShareEstimate.Of(hits, n);

        Assert.Equal(hits / (double)n, estimate.Value);
        Assert.Equal(low, estimate.Interval!.Low, 4);
        Assert.Equal(high, estimate.Interval.High, 4);
    }

    [Theory]
    [InlineData(81, 263)]
    [InlineData(1, 29)]
    [InlineData(0, 1)]
    [InlineData(7, 7)]
    [InlineData(999_999, 1_000_000)]
    public void An_end_is_a_share_from_which_the_found_one_is_just_far_enough(long hits, long n)
    {
        // Wilson's definition: |found − p| = z √(p (1 − p) / n) at both ends.
        var (share, interval) = (hits / (double)n, ShareEstimate.Of(hits, n).Interval!);

        Assert.All<double>([interval.Low, interval.High], p =>
        {
            if (p is > 0 and < 1)
                Assert.Equal(Z * Math.Sqrt(p * (1 - p) / n), Math.Abs(share - p), 9);
        });
        Assert.Equal(hits == 0, interval.Low == 0);
        Assert.Equal(hits == n, interval.High == 1);
    }

    [Theory]
    [InlineData(0, 0, "no case")]
    [InlineData(-1, 3, "fewer than none")]
    [InlineData(4, 3, "more hits than cases")]
    public void What_is_no_share_is_refused(long hits, long n, string reason) =>
        Assert.True(Record.Exception(() => ShareEstimate.Of(hits, n)) is ArgumentOutOfRangeException, reason);
}
