using Loadgen.Cli.Pages;

namespace Loadgen.Cli.Tests.Pages;

public sealed class AxisTests
{
    public static TheoryData<double, double[], string> Values => new()
    {
        { 0, [0, 1], "nothing to show still has an axis" },
        { 1, [0, 1], "no parts of calls" },
        { 7, [0, 2, 4, 6, 8], "ends behind the largest" },
        { 10, [0, 2, 4, 6, 8, 10], "ends at the largest" },
        { 273, [0, 100, 200, 300], "round numbers" },
        { 13_977, [0, 5000, 10_000, 15_000], "round numbers" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Values_have_a_few_round_ticks(double most, double[] expected, string reason)
    {
        var axis = Axis.UpTo(most);

        Assert.True(axis.Ticks.SequenceEqual(expected), $"{reason}: {string.Join(' ', axis.Ticks)}");
        Assert.Equal(expected[^1], axis.End);
    }

    public static TheoryData<int, double[], string> Hours => new()
    {
        { 1, [0], "one part" },
        { 3, [0, 1, 2], "each has room" },
        { 24, [0, 6, 12, 18], "a day" },
        { 72, [0, 24, 48], "days" },
        { 1000, [0, 200, 400, 600, 800], "beyond the steps: round numbers" },
    };

    [Theory]
    [MemberData(nameof(Hours))]
    public void Parts_are_labelled_in_steps_that_people_count_in(int parts, double[] expected, string reason)
    {
        var axis = Axis.OfParts(parts, [1, 6, 24], ticks: 5);

        Assert.True(axis.Ticks.SequenceEqual(expected), $"{reason}: {string.Join(' ', axis.Ticks)}");
        Assert.Equal(parts, axis.End);
    }
}
