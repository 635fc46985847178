using Loadgen.Messages;
using Loadgen.Testing.Workloads;
using Loadgen.Tests.Support;
using Loadgen.Trace;
using Loadgen.Workloads;
using Loadgen.Workloads.Files;

namespace Loadgen.Tests.Planning;

/// <summary>A replay repeats its hour, whatever is configured by then.</summary>
public sealed class ReplayTests
{
    private static readonly Workload Other = new("other", [SomeWorkload.BuiltIn["api_health_check"]]);

    private readonly PlannerWorld _planner = new(changes: ("PLAN_WINDOW_S", "570"));

    /// <summary>Has an hour run by a tick, at whatever time it is.</summary>
    /// <returns>The delays of the events that were published for it behind the hour's start, in seconds.</returns>
    private IReadOnlyList<double> Run(string tickId, bool replay, bool dryRun = false)
    {
        var before = _planner.Publisher.Published.Count;
        var tick = new Tick(TraceHour.Containing(World.Hour), dryRun, replay);
        _planner.World.Virtual.Run(() => _planner.DeliverAsync(PlannerWorld.Tick with { MessageId = tickId, Message = tick }));
        return [.. _planner.Publisher.Published.Skip(before).Select(
            published => (published.Message.Event.ScheduledTime - World.Hour).TotalSeconds)];
    }

    /// <summary>Today's configuration: another workload, and no jitter.</summary>
    private void Change()
    {
        _planner.Source = new KnownWorkload(Other);
        _planner.Configuration = TestConfiguration.Read(("JITTER_S", "0"), ("PLAN_WINDOW_S", "570"));
    }

    [Fact]
    public void It_has_the_workload_and_the_jitter_of_the_run_that_has_the_hour()
    {
        var first = Run("1", replay: false);
        Change();

        Assert.Equal(first, Run("2", replay: true));
        Assert.Equal(4, first.Count);
    }

    [Fact]
    public void Where_no_run_has_the_hour_it_repeats_the_first_replay_that_was_no_dry_run()
    {
        _planner.Source = new KnownWorkload(SomeWorkload.Of(("video_transcoder", 30)));
        Run("1", replay: true, dryRun: true);
        _planner.Source = new KnownWorkload(SomeWorkload.BuiltIn);
        var first = Run("2", replay: true);
        Change();

        Assert.Equal(first, Run("3", replay: true));
        Assert.Equal(4, first.Count);
    }

    [Fact]
    public void Where_there_is_nothing_to_repeat_it_is_planned_as_it_is_configured()
    {
        Change();

        Assert.Equal([0], Run("1", replay: true));
    }

    [Fact]
    public void The_run_of_the_hour_is_planned_as_it_is_configured_also_after_a_replay()
    {
        Run("1", replay: true);
        Change();

        Assert.Equal([0], Run("2", replay: false));
        Assert.Equal([0], Run("3", replay: true));
    }

    [Fact]
    public void A_dry_run_of_a_replay_repeats_the_hour_too()
    {
        var first = Run("1", replay: false);
        Change();

        Assert.Equal(first, Run("2", replay: true, dryRun: true));
    }

    [Fact]
    public void What_is_repeated_needs_no_file()
    {
        var first = Run("1", replay: false);
        _planner.Source = new SourceStub(_planner.World.Time) { Content = () => throw new WorkloadUnavailableException("It is gone.") };

        Assert.Equal(first, Run("2", replay: true));
    }
}
