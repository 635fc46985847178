using Loadgen.Analysis.Measurements;

namespace Loadgen.Analysis.Tests.Measurements;

public sealed class QuantileTests
{
    [Theory]
    [InlineData(50, 10, 5, "half of them, exactly")]
    [InlineData(50, 11, 6, "the middle one")]
    [InlineData(95, 10, 10, "nine would be too few")]
    [InlineData(90, 10, 9, "nine are enough")]
    [InlineData(99.9, 1000, 999, "999 are enough")]
    [InlineData(100, 10, 10, "the greatest")]
    [InlineData(0.1, 10, 1, "the least")]
    [InlineData(99, 1, 1, "the only one")]
    public void The_nearest_rank_counts(double percent, int count, int expected, string reason) =>
        Assert.True(Quantile.Of([.. Enumerable.Range(1, count)], (decimal)percent) == expected, reason);
}
