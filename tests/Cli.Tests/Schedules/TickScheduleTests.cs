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
        var clock = new FakeTimeProvider(At(now));

        var schedule = TickSchedule.Next(clock, speed, atOnce: false);
        Assert.Equal((At(hour), At(moment), reason), (schedule.Hour.Start, schedule.Moment, reason));

        Assert.Equal(schedule with { Moment = At(now) }, TickSchedule.Next(clock, speed, atOnce: true));
    }

    [Theory]
    [InlineData(1, "12:58:30", "half a minute to type it, and the usual minute")]
    [InlineData(10, "12:54:00", "half a minute to type it, and six seconds for cold functions")]
    [InlineData(60, "12:25:00", "half a minute to type it, and five seconds for cold functions")]
    public void A_clock_begins_so_that_an_operator_can_tick_its_first_hour(double speed, string begins, string reason)
    {
        var hour = TraceHour.Containing(At("13:00:00"));

        var beginning = TickSchedule.BeginningBefore(hour, speed);

        Assert.Equal((At(begins), reason), (beginning, reason));
        var typed = new FakeTimeProvider(beginning + (TimeSpan.FromSeconds(30) * speed));
        Assert.Equal(hour, TickSchedule.Next(typed, speed, atOnce: true).Hour);
    }

    [Fact]
    public void An_hour_that_is_named_is_ticked_at_once()
    {
        var hour = TraceHour.Containing(At("05:00:00"));

        Assert.Equal(new TickSchedule(hour, At("12:40:00")), TickSchedule.Now(hour, new FakeTimeProvider(At("12:40:00"))));
    }

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse($"2026-01-20T{time}Z", CultureInfo.InvariantCulture);
}
