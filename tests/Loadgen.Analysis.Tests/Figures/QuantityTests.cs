using Loadgen.Analysis.Figures;

namespace Loadgen.Analysis.Tests.Figures;

public sealed class QuantityTests
{
    [Theory]
    [InlineData(0, "0", "nothing")]
    [InlineData(0.012345, "0.0123", "three digits that matter")]
    [InlineData(1, "1.00", "as exact as its neighbours")]
    [InlineData(34.25, "34.3", "away from 0")]
    [InlineData(-0.395, "-0.395", "below 0")]
    [InlineData(9.996, "10.0", "three digits still where rounding adds one")]
    [InlineData(999.6, "1,000", "no digits behind the point")]
    [InlineData(12345.6, "12,346", "all digits before the point")]
    [InlineData(double.NaN, "–", "no number")]
    public void Three_digits_are_told(double value, string expected, string reason) => Assert.True(Quantity.Of(value) == expected, reason);
}
