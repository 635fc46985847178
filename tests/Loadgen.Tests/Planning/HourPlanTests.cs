using Loadgen.Clocks;
using Loadgen.Messages;
using Loadgen.Planning;
using Loadgen.Testing.Workloads;
using Loadgen.Tests.Support;
using Loadgen.Trace;

namespace Loadgen.Tests.Planning;

public sealed class HourPlanTests
{
    private static HourPlan Plan(string published, Tick tick, params (string Name, string? Value)[] changes)
    {
        Assert.True(Instant.TryParse(published, out var publishTime), published);
        return HourPlan.Of(TestConfiguration.Read(changes), SomeWorkload.BuiltIn, tick, publishTime);
    }

    private static Tick TickOf(string? hour = null, bool? dryRun = null) => new(
        Instant.TryParse(hour, out var moment) ? TraceHour.Containing(moment) : null, dryRun, Replay: false);

    [Theory]
    [InlineData("2026-01-20T12:58:00Z", "120", null, null, "2026-01-20T13:00:00Z", "the hour that begins TICK_AHEAD_S later")]
    [InlineData("2026-01-20T12:57:59.999Z", "120", null, null, "2026-01-20T12:00:00Z", "a millisecond more than that before it")]
    [InlineData("2026-01-20T13:00:02Z", "120", null, null, "2026-01-20T13:00:00Z", "a tick on the hour")]
    [InlineData("2026-01-20T13:57:59Z", "120", null, null, "2026-01-20T13:00:00Z", "a tick late in its hour keeps it")]
    [InlineData("2026-01-20T12:59:59Z", "0", null, null, "2026-01-20T12:00:00Z", "nothing ahead")]
    [InlineData("2026-01-20T12:30:00Z", "1800", null, null, "2026-01-20T13:00:00Z", "half an hour ahead")]
    [InlineData("2026-12-31T23:58:00Z", "120", null, null, "2027-01-01T00:00:00Z", "into the next year")]
    [InlineData(
        "2026-01-20T12:58:00Z", "120", "2026-05-01T07:45:00+02:00", null, "2026-05-01T05:00:00Z", "TRACE_HOUR_UTC, cut to the hour")]
    [InlineData(
        "2026-01-20T12:58:00Z", "120", "2026-05-01T07:00:00Z", "2026-06-01T09:30:00Z", "2026-06-01T09:00:00Z", "the tick's own word wins")]
    [InlineData("2026-01-20T12:58:00Z", "120", null, "2026-06-01T09:30:00Z", "2026-06-01T09:00:00Z", "also over the publish time")]
    public void The_hour_is_the_ticks_or_the_configured_or_the_one_that_the_tick_announces(
        string published, string ahead, string? configured, string? ticks, string hour, string reason)
    {
        var plan = Plan(published, TickOf(ticks), ("TICK_AHEAD_S", ahead), ("TRACE_HOUR_UTC", configured));

        Assert.True(hour == plan.Run.TraceHour.ToString(), reason);
        Assert.All(plan.Events, planned => Assert.Equal(hour, TraceHour.Containing(planned.ScheduledTime).ToString()));
    }

    [Theory]
    [InlineData("false", null, false, "as configured")]
    [InlineData("true", null, true, "as configured")]
    [InlineData("false", true, true, "the tick wins")]
    [InlineData("true", false, false, "the tick wins, also to call")]
    public void A_dry_run_is_the_ticks_word_or_the_configured_one(string configured, bool? ticks, bool dryRun, string reason) =>
        Assert.True(dryRun == Plan("2026-01-20T12:58:00Z", TickOf(dryRun: ticks), ("DRY_RUN", configured)).Run.DryRun, reason);

    [Theory]
    [InlineData("2026-01-20T13:00:02Z", "20260120T130002Z", "the publish time, compact")]
    [InlineData("2026-01-20T13:00:02.999Z", "20260120T130002Z", "cut to the second")]
    [InlineData("2026-01-20T14:00:02+01:00", "20260120T130002Z", "in UTC")]
    public void The_run_is_named_by_the_ticks_publish_time(string published, string runId, string reason)
    {
        var run = Plan(published, TickOf("2026-06-01T09:00:00Z")).Run;

        Assert.True(runId == run.RunId, reason);
        Assert.Equal($"loadgen-logs/exp/A/20260601T090000Z-{runId}.jsonl", run.LogObject);
        Assert.Equal(4, run.Invocations);
    }

    [Fact]
    public void The_jitter_is_the_configured_one()
    {
        var plan = Plan("2026-01-20T12:58:00Z", TickOf(), ("JITTER_S", "0"));

        Assert.Equal(
            ["13:00:00.000", "13:01:00.000", "13:04:00.000", "13:08:00.000"],
            plan.Events.Select(planned => Instant.ToMilliseconds(planned.ScheduledTime)[11..23]));
        Assert.Equal(0, plan.JitterSeconds);
    }
}
