using System.Globalization;
using Loadgen.Cli.Schedules;
using Loadgen.Trace;
using Microsoft.Extensions.Time.Testing;

namespace Loadgen.Cli.Tests.Schedules;

public sealed class TickScheduleTests
{
    [Theory]
    [InlineData("12:40:00", 60, "13:00:00", "12:55:00", "five seconds of the machine ahead")]
    [InlineData("12:55:00", 60, "13:00:00", "12:55:00", "just in time")]
    [InlineData("12:55:01", 60, "14:00:00", "13:55:00", "too late for this one")]
    [InlineData("12:40:00", 1, "13:00:00", "12:59:00", "a minute ahead, as Cloud Scheduler")]
    [InlineData("12:59:00", 10, "13:00:00", "12:59:00", "also on a clock on which a minute is more than a cold start")]
    public void The_next_hour_is_ticked_as_late_as_cold_functions_allow(string now, double speed, string hour, string moment, string reason)
    {
        var schedule = TickSchedule.Next(new FakeTimeProvider(At(now)), speed);

        Assert.Equal((At(hour), At(moment), reason), (schedule.Hour.Start, schedule.Moment, reason));
    }

    [Fact]
    public void An_hour_that_is_named_is_ticked_at_once()
    {
        var hour = TraceHour.Containing(At("05:00:00"));

        Assert.Equal(new TickSchedule(hour, At("12:40:00")), TickSchedule.Now(hour, new FakeTimeProvider(At("12:40:00"))));
    }

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse($"2026-01-20T{time}Z", CultureInfo.InvariantCulture);
}
