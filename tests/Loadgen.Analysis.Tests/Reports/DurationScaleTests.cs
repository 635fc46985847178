using Loadgen.Analysis.Reports;
using Loadgen.Analysis.Statistics;

namespace Loadgen.Analysis.Tests.Reports;

public sealed class DurationScaleTests
{
    [Theory]
    [InlineData(34.4, 21.2, 52.3, "34 [21, 52] ms", "an interval of tens")]
    [InlineData(0.4, -3.2, 5.1, "0.4 [−3.2, 5.1] ms", "an interval of units")]
    [InlineData(0.0512, 0.0501, 0.0523, "0.051 [0.050, 0.052] ms", "no more than microseconds")]
    [InlineData(12_345, 11_900, 12_800, "12.35 [11.90, 12.80] s", "seconds from ten on")]
    [InlineData(-9_500, -9_900, -9_100, "−9,500 [−9,900, −9,100] ms", "below ten seconds")]
    [InlineData(-0.001, -1, 1, "0.0 [−1.0, 1.0] ms", "no negative zero")]
    [InlineData(5, 5, 5, "5.00 [5.00, 5.00] ms", "no width")]
    [InlineData(0, 0, 0, "0 [0, 0] ms", "nothing at all")]
    public void Digits_are_those_that_the_interval_gives_sense_to(double value, double low, double high, string written, string reason)
    {
        var scale = DurationScale.For(value, new Interval(low, high));

        Assert.True(written == $"{scale.Of(value)} [{scale.Of(low)}, {scale.Of(high)}] {scale.Unit}",
            $"{reason}: {scale.Of(value)} [{scale.Of(low)}, {scale.Of(high)}] {scale.Unit}");
    }
}
