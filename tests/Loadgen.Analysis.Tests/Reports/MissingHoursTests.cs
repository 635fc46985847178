namespace Loadgen.Analysis.Tests.Reports;

public sealed class MissingHoursTests
{
    public static TheoryData<string, int[], int[], int[]> Rhythms => new()
    {
        { "one rehearsal", [13], [], [] },
        { "rehearsals by hand", [13, 15, 40], [], [] },
        { "every hour but two", [0, 1, 2, 4, 5, 6, 8, 9], [], [3, 7] },
        { "every hour", [0, 1, 2, 3, 4, 5, 6, 7], [], [] },
        { "two hours of each day, but one", [9, 17, 33, 41, 57, 81, 89], [], [65] },
        { "hours of different days", [1, 30, 55, 84, 110, 139], [], [] },
        { "an hour that the other has", [0, 1], [0, 1, 2], [2] },
        { "an hour that the other lacks", [0, 1, 2], [0, 1], [] },
    };

    [Theory]
    [MemberData(nameof(Rhythms))]
    public void Hours_are_missing_where_others_have_them_or_a_rhythm_does(string reason, int[] own, int[] others, int[] missing)
    {
        using var events = new SomeEvents();
        foreach (var hour in own)
            events.Add(new("B", hour));
        foreach (var hour in others)
            events.Add(new("A", hour));

        var found = events.Report().Trust.Approaches
            .Single(coverage => coverage.Approach.Scenario == "B").MissingHours
            .Select(hour => (int)(hour - SomeEvents.FirstHour).TotalHours);

        Assert.True(missing.SequenceEqual(found), $"{reason}: {string.Join(' ', found)}");
    }

    [Fact]
    public void Another_experiment_has_its_own_hours()
    {
        using var events = new SomeEvents();
        events.Add(new("A"), hours: 2).Add(new("A", 50) { Experiment = "later" }, hours: 2);

        Assert.All(events.Report().Trust.Approaches, coverage => Assert.Empty(coverage.MissingHours));
    }
}
