using Loadgen.Cli.Watching;
using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Records;
using Loadgen.Trace;
using Microsoft.Extensions.Time.Testing;

namespace Loadgen.Cli.Tests.Watching;

public sealed class FollowedClockTests
{
    private static readonly DateTimeOffset Written = new(2026, 1, 20, 13, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _machine = new(new(2026, 11, 26, 6, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("machine", 1, "2026-11-26T06:00:05Z", "the machine's own")]
    [InlineData("scaled", 10, "2026-01-20T13:00:50Z", "it goes on from the last line, as fast as it is")]
    [InlineData("leaping", 1, "2026-01-20T13:00:05Z", "as far as anybody knows")]
    public void A_runs_clock_is_that_of_its_lines(string kind, double speed, string expected, string reason)
    {
        var clock = Read(new(kind, speed));

        _machine.Advance(TimeSpan.FromSeconds(5));

        Assert.True(expected == Instant.ToSeconds(clock.GetUtcNow()), $"{reason}: {clock.GetUtcNow()}");
        Assert.Equal(new(kind, speed), ClockKind.Of(clock));
        Assert.NotNull(clock.Now);
    }

    [Fact]
    public void A_clock_that_leaps_is_over_where_its_log_has_not_grown_for_as_long_as_a_call_may_take()
    {
        var clock = Read(ClockKind.Leaping);

        _machine.Advance(TimeSpan.FromMinutes(4));

        Assert.Null(clock.Now);
        Assert.Equal(Written, clock.GetUtcNow());
    }

    private FollowedClock Read(ClockKind kind)
    {
        var clock = new FollowedClock(_machine);
        clock.Take(
            new StartEntry(1, new("e", Scenario.A, TraceHour.Containing(Written), "20260120T125800Z"), 4, DryRun: false)
            {
                WrittenAt = Written,
                Clock = kind,
            },
            _machine.GetUtcNow());
        return clock;
    }
}
