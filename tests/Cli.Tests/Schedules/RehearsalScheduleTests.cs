using Loadgen.Cli.Local.Experiments;
using Loadgen.Cli.Schedules;
using Loadgen.Cli.Variables;
using Loadgen.Configuration;
using Loadgen.Testing.Workloads;
using Loadgen.Trace;
using Microsoft.Extensions.Time.Testing;

namespace Loadgen.Cli.Tests.Schedules;

public sealed class RehearsalScheduleTests
{
    private static readonly FakeTimeProvider Machine = new(new(2026, 11, 26, 12, 59, 30, TimeSpan.Zero));
    private static readonly TraceHour Next = TraceHour.Containing(new(2026, 11, 26, 13, 0, 0, TimeSpan.Zero));
    private static readonly TraceHour January = TraceHour.Containing(new(2026, 1, 20, 13, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Without_an_hour_it_is_the_machines_next_one_ticked_a_minute_before() =>
        Assert.Equal(new(Next, Next.Start.AddMinutes(-1)), RehearsalSchedule.Of(null, isRealTime: false, [], Machine));

    [Fact]
    public void A_configured_hour_is_taken_and_one_that_the_operator_names_wins()
    {
        var configured = Configuration("TRACE_HOUR_UTC: 2026-01-20T13");

        Assert.Equal(January, RehearsalSchedule.Of(null, isRealTime: false, [configured], Machine).Hour);
        Assert.Equal(Next, RehearsalSchedule.Of(Next, isRealTime: false, [configured], Machine).Hour);
    }

    [Fact]
    public void Two_configured_hours_are_a_mistake()
    {
        LoadgenConfiguration[] two = [Configuration("TRACE_HOUR_UTC: 2026-01-20T13"), Configuration("TRACE_HOUR_UTC: 2026-01-20T14")];

        var error = Assert.Throws<UsageException>(() => RehearsalSchedule.Of(null, isRealTime: false, two, Machine));

        Assert.Equal(
            "TRACE_HOUR_UTC is 2026-01-20T13:00:00Z and 2026-01-20T14:00:00Z; allowed is one hour for all, or --hour.", error.Message);
    }

    [Fact]
    public void The_tick_is_well_within_what_TICK_AHEAD_S_allows() =>
        Assert.Equal(Next.Start.AddSeconds(-30), RehearsalSchedule.Of(null, false, [Configuration("TICK_AHEAD_S: 40")], Machine).Tick);

    [Fact]
    public void In_real_time_a_tick_that_should_have_been_is_now() =>
        Assert.Equal(Machine.GetUtcNow(), RehearsalSchedule.Of(null, isRealTime: true, [], Machine).Tick);

    [Fact]
    public void In_real_time_an_hour_that_has_begun_is_a_mistake()
    {
        var error = Assert.Throws<UsageException>(() => RehearsalSchedule.Of(January, isRealTime: true, [], Machine));

        Assert.Contains(
            "2026-01-20T13:00:00Z has begun by the machine's clock (2026-11-26T12:59:30Z)", error.Message, StringComparison.Ordinal);
    }

    private static LoadgenConfiguration Configuration(string line) =>
        Experiment.Of(EnvFile.Parse("env.yaml", $"{EnvFiles.ScenarioA}\n{line}\n"), new(null, SomeWorkload.BuiltIn)).Configuration;
}
