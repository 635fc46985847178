using Loadgen.Cli.Schedules;
using Loadgen.Clocks;
using Loadgen.Trace;

namespace Loadgen.Cli.Tests.Schedules;

public sealed class RehearsalLengthTests
{
    private static readonly DateTimeOffset Hour = new(2026, 1, 20, 13, 0, 0, TimeSpan.Zero);

    public static TheoryData<double[], double, string> Hours => new()
    {
        { [], 0, "nothing is called" },
        { [4], 1, "one call" },
        { [4, 64, 600], 3, "calls far from each other: the waiting is skipped" },
        { [4, 4, 4], 1, "three scenarios at once" },
        { [4, 4.5, 5], 2, "calls that overlap: from the first to the end of the last" },
        { [0, 1, 2, 3, 4, 5], 6, "a dense hour: nothing is skipped" },
        { [5, 4.5, 4], 2, "in whatever order" },
    };

    [Theory]
    [MemberData(nameof(Hours))]
    public void On_a_clock_that_leaps_it_is_the_time_in_which_a_call_is_in_flight(double[] seconds, double expected, string reason) =>
        Assert.Equal((TimeSpan.FromSeconds(expected), reason), (RehearsalLength.OfLeaping([.. seconds.Select(EventAt)]), reason));

    [Fact]
    public void In_words_it_is_how_many_events_when_and_how_long() => Assert.Equal(
        "3 events from 13:00:04 to 13:10:00: about 3 s if a call takes a second",
        RehearsalLength.Text([EventAt(4), EventAt(64), EventAt(600)], new("leaping", 1), Hour.AddMinutes(-1)));

    [Fact]
    public void On_the_machines_clock_it_is_the_time_until_the_last_call_has_ended() => Assert.Equal(
        "2 events from 13:00:04 to 13:10:00: about 12 min if a call takes a second",
        RehearsalLength.Text([EventAt(600), EventAt(4)], ClockKind.Machine, Hour.AddMinutes(-1)));

    [Fact]
    public void An_hour_without_events_says_so() => Assert.Equal("no events", RehearsalLength.Text([], ClockKind.Machine, Hour));

    private static PlannedEvent EventAt(double seconds) => new("id", "function", 1, Hour.AddSeconds(seconds));
}
