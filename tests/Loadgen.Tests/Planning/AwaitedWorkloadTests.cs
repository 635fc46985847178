using Loadgen.Messages;
using Loadgen.Testing.Workloads;
using Loadgen.Tests.Support;
using Loadgen.Workloads.Files;

namespace Loadgen.Tests.Planning;

/// <summary>What becomes of an hour whose workload cannot be used when its tick comes.</summary>
public sealed class AwaitedWorkloadTests
{
    private readonly PlannerWorld _planner = new(changes: ("PLAN_WINDOW_S", "540"));
    private readonly SourceStub _source;

    public AwaitedWorkloadTests() =>
        _planner.Source = _source = new(_planner.World.Time) { Content = SourceStub.Wrong("1") };

    private IEnumerable<string> ToldOf(string name) =>
        _planner.Told.Entries.Where(entry => entry.Event == name).Select(entry => entry.Message);

    [Fact]
    public void A_file_that_is_mended_while_the_tick_is_kept_saves_the_hour()
    {
        var begin = _planner.Now;
        var disposition = _planner.World.Virtual.Run(async () =>
        {
            var handling = _planner.DeliverAsync(PlannerWorld.Tick);
            await Task.Delay(TimeSpan.FromSeconds(25), _planner.World.Time);
            _source.Content = () => SomeWorkload.BuiltIn;
            return await handling;
        });

        Assert.Same(Disposition.Acknowledge, disposition);
        Assert.Equal([0, 10, 20, 30], _source.ReadAt.Select(moment => (moment - begin).TotalSeconds));
        Assert.Equal(PlannerWorld.Hour, _planner.Publisher.Published.Select(published => published.Message.Event));
    }

    [Fact]
    public void All_errors_are_told_once_and_again_only_where_they_change()
    {
        var planner = _planner.NewPlanner();
        _planner.World.Virtual.Run(async () =>
        {
            await planner.HandleAsync(PlannerWorld.Tick, default);
            _source.Content = SourceStub.Wrong("2");
            await planner.HandleAsync(PlannerWorld.Tick, default);
            await planner.HandleAsync(PlannerWorld.Tick, default);
        });

        Assert.Equal(3 * 54, _source.ReadAt.Count);
        Assert.Collection(
            ToldOf("workload_wrong"),
            first => Assert.Equal(
                "The workload cannot be used; it is read again every 10 s:\n" + SourceStub.MessageOf("1"), first),
            second => Assert.EndsWith(SourceStub.MessageOf("2"), second, StringComparison.Ordinal));
    }

    [Fact]
    public void At_the_end_of_the_window_the_tick_is_handed_back_and_nothing_is_stored()
    {
        var disposition = _planner.World.Virtual.Run(() => _planner.DeliverAsync(PlannerWorld.Tick));

        Assert.Equal(Disposition.Nack("PLAN_WINDOW_S is over, and the run is not begun"), disposition);
        Assert.Equal(World.Hour.AddMinutes(8), _planner.Now);
        Assert.Empty(_planner.Publisher.Continuations);
        Assert.DoesNotContain(_planner.World.Store.Requests, request => request.StartsWith("write", StringComparison.Ordinal));
    }

    [Fact]
    public void An_instance_that_stops_hands_the_tick_back_at_once()
    {
        using var stop = _planner.StopAt(_planner.Now.AddSeconds(3));
        var disposition = _planner.World.Virtual.Run(() => _planner.DeliverAsync(PlannerWorld.Tick, stop.Token));

        Assert.IsType<Disposition.Nacked>(disposition);
        Assert.Equal(World.Hour.AddSeconds(-57), _planner.Now);
    }

    [Theory]
    [InlineData("0", 60, "no event may be late at all")]
    [InlineData("1800", 90, "the last event may be half an hour late")]
    public void Once_even_the_last_event_would_be_too_late_the_hour_is_lost(string maxLateness, int minutes, string reason)
    {
        _planner.Configuration = TestConfiguration.Read(("MAX_LATENESS_S", maxLateness), ("PLAN_WINDOW_S", "60"));
        var deliveries = _planner.World.Virtual.Run(async () =>
        {
            var count = 1;
            for (; await _planner.DeliverAsync(PlannerWorld.Tick) is not Disposition.Acknowledged; count++)
                await Task.Delay(TimeSpan.FromSeconds(8), _planner.World.Time);
            return count;
        });

        Assert.True(_planner.Now > World.Hour.AddMinutes(minutes) && _planner.Now < World.Hour.AddMinutes(minutes + 1), reason);
        Assert.True(deliveries > minutes / 2, reason);
        Assert.Equal(
            "hour_lost: 2026-01-20T13:00:00Z is over, and there was no workload that it could be planned from.",
            Assert.Single(ToldOf("hour_lost")));
        Assert.Empty(_planner.Publisher.Published);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_waited_for_as_well()
    {
        _source.Content = () => throw new WorkloadUnavailableException("There is no such file.");
        _planner.World.Virtual.Run(async () =>
        {
            var handling = _planner.DeliverAsync(PlannerWorld.Tick);
            await Task.Delay(TimeSpan.FromSeconds(1), _planner.World.Time);
            _source.Content = () => SomeWorkload.BuiltIn;
            await handling;
        });

        Assert.EndsWith("There is no such file.", Assert.Single(ToldOf("workload_wrong")), StringComparison.Ordinal);
        Assert.Equal(4, _planner.Publisher.Published.Count);
    }

    [Fact]
    public void A_workload_that_cannot_be_routed_begins_no_run()
    {
        var other = SomeWorkload.BuiltIn["crypto_key_gen"] with { Traits = new("elsewhere") };
        _source.Content = () => new("mine", [other]);

        Assert.IsType<Disposition.Nacked>(_planner.World.Virtual.Run(() => _planner.DeliverAsync(PlannerWorld.Tick)));

        Assert.EndsWith(
            "FUNCTION_URLS_JSON: found no function 'elsewhere'; allowed: every target of the workload",
            Assert.Single(ToldOf("workload_wrong")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_happens_to_the_file_in_the_middle_of_an_hour_changes_nothing_in_that_hour()
    {
        var planner = new PlannerWorld(changes: ("PLAN_WINDOW_S", "60"));
        var source = new SourceStub(planner.World.Time) { Content = () => SomeWorkload.BuiltIn };
        planner.Source = source;
        planner.World.Virtual.Run(async () =>
        {
            await planner.DeliverAsync(PlannerWorld.Tick);
            source.Content = () => throw new WorkloadUnavailableException("It is deleted.");
            await planner.DeliverAllAsync(TimeSpan.FromSeconds(1));
        });

        Assert.Single(source.ReadAt);
        Assert.Equal(
            PlannerWorld.Hour.Select(planned => planned.EventId),
            planner.Publisher.Published.Select(published => published.Message.Event.EventId));
    }
}
