using FsCheck.Xunit;
using Loadgen.Analysis.Statistics;

namespace Loadgen.Analysis.Tests.Statistics;

public sealed class HolmTests
{
    public static TheoryData<double[], double[], string> Examples => new()
    {
        // stdlib's documentation of padjust, which is R's p.adjust: 0.957, 0.804, …, 0.957, 0.565.
        { [0.319, 0.201, 0.4, 0.374, 0.113], [0.957, 0.804, 0.957, 0.957, 0.565], "3 × 0.319 is more than 2 × 0.374 and 0.4" },
        { [0.01, 0.04, 0.03], [0.03, 0.06, 0.06], "3 × 0.01; 2 × 0.03; 0.04 is raised to the one before it" },
        { [0.5, 0.6], [1, 1], "never above 1" },
        { [0.02], [0.02], "one alone stays" },
        { [0.02, 0.02], [0.04, 0.04], "equal ones stay equal" },
        { [], [], "none" },
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public void Each_is_multiplied_by_how_many_are_not_smaller(double[] p, double[] expected, string reason)
    {
        var adjusted = Holm.Adjust(p);

        Assert.True(adjusted.Count == expected.Length, reason);
        Assert.All(adjusted.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 12));
    }

    [Property]
    public bool What_is_smaller_stays_smaller(uint[] numbers)
    {
        double[] p = [.. numbers.Select(number => number / (double)uint.MaxValue)];

        var adjusted = Holm.Adjust(p);

        return p.Index().All(one => adjusted[one.Index] >= one.Item && adjusted[one.Index] <= 1
            && p.Index().All(other => one.Item > other.Item || adjusted[one.Index] <= adjusted[other.Index]));
    }
}
