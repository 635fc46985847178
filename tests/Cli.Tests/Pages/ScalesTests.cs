using Loadgen.Cli.Pages;

namespace Loadgen.Cli.Tests.Pages;

public sealed class ScalesTests
{
    public static TheoryData<double, double, string, string> Linear => new()
    {
        { 0, 0, "0 1", "nothing to show still has an axis" },
        { 12, 87, "0 20 40 60 80 100", "0 is on it" },
        { -30, 52, "-40 -20 0 20 40 60", "on both sides of 0" },
        { -8, -3, "-8 -6 -4 -2 0 2", "0 is on it from below" },
        { 0, 0.7, "0 0.2 0.4 0.6 0.8", "parts" },
    };

    [Theory]
    [MemberData(nameof(Linear))]
    public void Equal_steps_are_round(double low, double high, string expected, string reason) =>
        AssertLabels(expected, Scales.Linear(low, high), reason);

    public static TheoryData<double, double, string, string> Log => new()
    {
        { 3, 180, "2 5 10 20 50 100 200", "few decades have ticks within" },
        { 0.4, 20_000, "1 10 100 1,000 10,000", "many have none" },
        { 0.1, 0.1, "0.1 0.2", "a single value has an axis too" },
    };

    [Theory]
    [MemberData(nameof(Log))]
    public void Decades_are_equally_long(double low, double high, string expected, string reason)
    {
        var axis = Scales.Log(low, Math.Max(high, low * 1.01));

        AssertLabels(expected, axis, reason);
        Assert.Equal(axis.PartOf(low * Math.Sqrt(high / low)), (axis.PartOf(low) + axis.PartOf(high)) / 2, 9);
    }

    [Theory]
    [InlineData(-400, 30, 1, "-100 -10 0 10")]
    [InlineData(5, 80, 1, "0 1 10 100")]
    [InlineData(-0.5, 500, 0.1, "0 1 10 100")]
    public void Decades_on_both_sides_of_0_keep_their_labels_apart(double low, double high, double least, string expected)
    {
        var axis = Scales.SignedLog(low, high, least);

        AssertLabels(expected, axis, "");
        Assert.InRange(axis.PartOf(0), axis.PartOf(Math.Min(low, 0)), axis.PartOf(high));
        Assert.InRange(axis.PartOf(high), axis.PartOf(low) + 0.2, 1);
        Assert.All(axis.Ticks.Zip(axis.Ticks.Skip(1)), pair => Assert.InRange(axis.PartOf(pair.Second) - axis.PartOf(pair.First), 0.1, 1));
    }

    public static TheoryData<int, string, string> Times => new()
    {
        { 0, "22:00 23:00", "a single hour" },
        { 5, "23:00 Jan 21 01:00 02:00 03:00", "hours, and a day where it begins" },
        { 100, "Jan 21 Jan 22 Jan 23 Jan 24 Jan 25", "days" },
        { 24 * 300, "2026-01-22 2026-04-23 2026-07-23 2026-10-22", "quarters, with their year" },
    };

    [Theory]
    [MemberData(nameof(Times))]
    public void Times_are_labelled_where_people_look_for_them(int hours, string expected, string reason)
    {
        var first = new DateTimeOffset(2026, 1, 20, 22, 30, 0, TimeSpan.Zero).ToUnixTimeSeconds();

        AssertLabels(expected, Scales.Time(first, first + (hours * 3600.0)), reason);
    }

    private static void AssertLabels(string expected, Axis axis, string reason)
    {
        var labels = string.Join(' ', axis.Ticks.Select(axis.Label));
        Assert.True(labels == expected, $"{reason}: {labels}");
        Assert.InRange(axis.Ticks[0], axis.Start, axis.End);
        Assert.InRange(axis.Ticks[^1], axis.Start, axis.End);
    }
}
