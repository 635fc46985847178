using Loadgen.Clocks;
using Loadgen.Messages;
using Loadgen.Runs;
using Loadgen.Tests.Support;

namespace Loadgen.Tests.Planning;

/// <summary>What happens when a delivery of the tick ends before the hour's last message is out.</summary>
public sealed class PublishAheadTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    /// <summary>LEAD_S and 60 s.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(90);

    private static readonly Run Run = World.NewRun() with { LogObject = PlannerWorld.LogObject };

    private static IEnumerable<string> DueBy(DateTimeOffset moment) =>
        PlannerWorld.Hour.Where(planned => planned.ScheduledTime <= moment).Select(planned => planned.EventId);

    [Fact]
    public void When_the_window_is_over_what_falls_due_soon_is_published_and_the_tick_nacked()
    {
        var planner = new PlannerWorld(changes: ("PLAN_WINDOW_S", "60"));

        var disposition = planner.World.Virtual.Run(() => planner.DeliverAsync(PlannerWorld.Tick));

        Assert.Contains("PLAN_WINDOW_S is over; 2 events", Assert.IsType<Disposition.Nacked>(disposition).Reason, StringComparison.Ordinal);
        Assert.Equal(World.Hour, planner.Now);
        Assert.Equal(DueBy(World.Hour + Ahead), planner.Publisher.Ids);
        Assert.Equal(2, planner.World.Virtual.Run(() => planner.World.Runs.ReadCheckpointAsync(Run, default)));
    }

    [Theory]
    [InlineData(0, 30, "at once")]
    [InlineData(10, 30, "after the retry policy's least backoff")]
    [InlineData(60, 30, "after as long as was published ahead")]
    [InlineData(90, 0, "LEAD_S covers what it takes beyond that")]
    public void Redeliveries_go_on_from_the_checkpoint_and_no_event_is_late(int gap, int ahead, string reason)
    {
        var planner = new PlannerWorld(changes: ("PLAN_WINDOW_S", "60"));

        planner.World.Virtual.Run(() => planner.DeliverUntilAcknowledgedAsync(PlannerWorld.Tick, TimeSpan.FromSeconds(gap)));

        Assert.Equal(PlannerWorld.Hour.Select(planned => planned.EventId), planner.Publisher.Ids);
        Assert.All(planner.Publisher.Published, published =>
            Assert.True(published.Message.Event.ScheduledTime - published.At >= TimeSpan.FromSeconds(ahead), reason));
        Assert.Equal(1, planner.StartLines);
    }

    [Theory]
    [InlineData(-59, "before anything is published")]
    [InlineData(20, "between two messages")]
    [InlineData(300, "before the last")]
    public void On_a_stop_the_tick_goes_back_at_once_with_what_falls_due_soon_published(int second, string reason)
    {
        var planner = new PlannerWorld();
        var moment = World.Hour.AddSeconds(second);
        planner.World.Virtual.Run(async () =>
        {
            using var stop = planner.StopAt(moment);
            Assert.IsType<Disposition.Nacked>(await planner.DeliverAsync(PlannerWorld.Tick, stop.Token));
            Assert.True(planner.Now - moment < Soon, reason);
            Assert.Equal(DueBy(moment + Ahead), planner.Publisher.Ids);

            Assert.Same(Disposition.Acknowledge, await planner.DeliverAsync(PlannerWorld.Tick));
        });
        Assert.Equal(PlannerWorld.Hour.Select(planned => planned.EventId), planner.Publisher.Ids);
    }

    [Theory]
    [InlineData("refusing", "the topic refuses")]
    [InlineData("silent", "the topic does not answer")]
    [InlineData("down", "the store is down")]
    public void A_stop_waits_for_nobody_longer_than_two_seconds(string trouble, string reason)
    {
        var planner = new PlannerWorld();
        var moment = World.Hour.AddSeconds(20);
        planner.World.Virtual.Run(async () =>
        {
            using var stop = planner.StopAt(moment);
            var handling = planner.DeliverAsync(PlannerWorld.Tick, stop.Token);
            await planner.World.Time.DelayUntilAsync(moment.AddSeconds(-1), default);
            planner.Publisher.RefusesUntil = trouble == "refusing" ? World.Hour.AddMinutes(2) : default;
            planner.Publisher.IsSilent = trouble == "silent";
            planner.World.Store.Down = trouble == "down";

            Assert.IsType<Disposition.Nacked>(await handling);

            Assert.True(planner.Now - moment <= Soon, reason);
            Assert.Contains(planner.Told.Entries, entry => entry.Event == "publish_ahead_cut_short");
            planner.Publisher.IsSilent = false;
            planner.World.Store.Down = false;
            await planner.DeliverUntilAcknowledgedAsync(PlannerWorld.Tick, TimeSpan.FromSeconds(10));
        });
        Assert.Equal(PlannerWorld.Hour.Select(planned => planned.EventId), planner.Publisher.Ids.Distinct());
        Assert.All(planner.Publisher.Published, published => Assert.True(published.At < World.Hour.AddMinutes(10)));
    }

    [Fact]
    public void With_the_store_down_from_the_start_the_tick_goes_back_after_the_window_and_loses_nothing()
    {
        var planner = new PlannerWorld(changes: ("PLAN_WINDOW_S", "100"));
        planner.World.Virtual.Run(async () =>
        {
            planner.World.Store.Down = true;
            Assert.IsType<Disposition.Nacked>(await planner.DeliverAsync(PlannerWorld.Tick));
            Assert.Equal(PlannerWorld.Tick.PublishTime.AddSeconds(100), planner.Now);
            Assert.Empty(planner.Publisher.Published);

            planner.World.Store.Down = false;
            await planner.DeliverUntilAcknowledgedAsync(PlannerWorld.Tick, TimeSpan.FromSeconds(10));
        });
        Assert.Equal(PlannerWorld.Hour.Select(planned => planned.EventId), planner.Publisher.Ids);
        Assert.Equal(1, planner.StartLines);
    }

    [Fact]
    public void A_stop_before_the_start_line_is_stored_stores_it_before_it_publishes_ahead()
    {
        var planner = new PlannerWorld(changes: ("LEAD_S", "3600"));
        planner.World.Virtual.Run(async () =>
        {
            // The hour's registration and the checkpoint are answered; the start line is not, and the stop comes before it is tried again.
            for (var i = 0; i < 5; i++)
                planner.World.Store.Faults.Enqueue(Fault.None);
            planner.World.Store.Faults.Enqueue(Fault.Refused);
            planner.Publisher.OnArrival = () => Assert.Contains(PlannerWorld.LogObject, planner.World.Store.Names);
            using var stop = planner.StopAt(planner.Now.AddMilliseconds(1));
            Assert.IsType<Disposition.Nacked>(await planner.DeliverAsync(PlannerWorld.Tick, stop.Token));
            Assert.Equal(4, planner.Publisher.Published.Count);

            Assert.Same(Disposition.Acknowledge, await planner.DeliverAsync(PlannerWorld.Tick));
        });
        Assert.Equal(4, planner.Publisher.Published.Count);
        Assert.Equal(1, planner.StartLines);
    }
}
