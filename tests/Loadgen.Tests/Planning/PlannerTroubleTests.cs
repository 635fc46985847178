using Loadgen.Messages;
using Loadgen.Simulation.Kernel;
using Loadgen.Tests.Support;

namespace Loadgen.Tests.Planning;

/// <summary>Topics that refuse, stores that are down, planners that are killed.</summary>
public sealed class PlannerTroubleTests
{
    [Fact]
    public void A_message_that_is_refused_is_published_again_until_it_is_taken()
    {
        var planner = new PlannerWorld();
        var due = PlannerWorld.Hour[0].ScheduledTime;
        planner.Publisher.RefusesUntil = due - TimeSpan.FromSeconds(5);

        planner.World.Virtual.Run(() => planner.DeliverAsync(PlannerWorld.Tick));

        Assert.Equal(PlannerWorld.Hour.Select(planned => planned.EventId), planner.Publisher.Ids);
        Assert.InRange(planner.Publisher.Published[0].At - planner.Publisher.RefusesUntil, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.Contains(
            planner.Told.Entries, entry => entry.Event == "publish_failed" && entry.Message.Contains("503", StringComparison.Ordinal));
    }

    [Fact]
    public void A_store_that_does_not_take_the_checkpoint_holds_no_event_up()
    {
        var planner = new PlannerWorld(changes: ("PLAN_WINDOW_S", "570"));
        planner.Publisher.OnArrival = () => planner.World.Store.Down = planner.Publisher.Published.Count is >= 1 and < 4;

        planner.World.Virtual.Run(() => planner.DeliverAsync(PlannerWorld.Tick));

        Assert.Equal(
            PlannerWorld.Hour.Select(planned => planned.ScheduledTime - planner.Lead),
            planner.Publisher.Published.Select(published => published.At));
        Assert.Contains(planner.Told.Entries, entry => entry.Event == "checkpoint_missed");
        Assert.Equal(
            new(4, 0),
            planner.World.Virtual.Run(() => planner.World.Runs.ReadCheckpointAsync(planner.Publisher.Published[0].Message.Run, default)));
    }

    [Fact]
    public void A_planner_that_is_killed_between_a_message_and_its_checkpoint_publishes_that_one_again_at_most()
    {
        for (var killedAt = 1; killedAt <= 4; killedAt++)
        {
            var planner = new PlannerWorld(seed: killedAt);
            planner.World.Virtual.Run(async () =>
            {
                var place = new Place(planner.World.Virtual);
                var killed = new TaskCompletionSource();
                planner.Publisher.OnArrival = () =>
                {
                    if (planner.Publisher.Published.Count == killedAt && !place.IsGone)
                    {
                        place.Destroy();
                        killed.SetResult();
                    }
                };
                _ = place.RunAsync(() => planner.DeliverAsync(PlannerWorld.Tick));
                await killed.Task;

                // Pub/Sub's push breaks off with the instance, and comes again, after 8 s at most.
                await Task.Delay(TimeSpan.FromSeconds(8), planner.World.Time);
                Assert.Same(Disposition.Acknowledge, await planner.DeliverAsync(PlannerWorld.Tick));
            });

            var ids = planner.Publisher.Ids.ToList();
            Assert.Equal(PlannerWorld.Hour.Select(planned => planned.EventId), ids.Distinct());
            Assert.Equal(5, ids.Count);
            Assert.Equal(ids[killedAt - 1], ids[killedAt]);
            Assert.All(planner.Publisher.Published, published => Assert.True(published.At < published.Message.Event.ScheduledTime));
            Assert.Equal(1, planner.StartLines);
        }
    }

    [Fact]
    public void Killed_anywhere_any_number_of_times_a_tick_still_has_its_hour_published_in_time()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var planner = new PlannerWorld(seed);
            planner.World.Virtual.Run(async () =>
            {
                var random = new Random(seed);
                for (var kills = random.Next(1, 4); kills > 0; kills--)
                {
                    var place = new Place(planner.World.Virtual) { LifeLeft = random.Next(1, 80) };
                    _ = place.RunAsync(() => planner.DeliverAsync(PlannerWorld.Tick));
                    await Task.Delay(TimeSpan.FromSeconds(5), planner.World.Time);
                    place.Destroy();
                }

                Assert.Same(Disposition.Acknowledge, await planner.DeliverAsync(PlannerWorld.Tick));
            });

            Assert.Equal(PlannerWorld.Hour.Select(planned => planned.EventId), planner.Publisher.Ids.Distinct());
            Assert.Equal(
                PlannerWorld.Hour.Select(planned => planned.ScheduledTime),
                planner.Publisher.Published.Select(published => published.Message.Event.ScheduledTime).Distinct());
            Assert.All(
                planner.Publisher.Published,
                published => Assert.True(published.At <= published.Message.Event.ScheduledTime - planner.Lead));
            Assert.Single(planner.Publisher.Published.Select(published => published.Message.Run).Distinct());
            Assert.Equal(1, planner.StartLines);
        }
    }

    [Fact]
    public void A_continuation_goes_on_with_the_hour_as_it_was_planned_though_the_configuration_changed()
    {
        var planner = new PlannerWorld(changes: ("PLAN_WINDOW_S", "60"));
        planner.World.Virtual.Run(async () =>
        {
            Assert.Same(Disposition.Acknowledge, await planner.DeliverAsync(PlannerWorld.Tick));
            planner.Configuration = TestConfiguration.Read(("JITTER_S", "600"), ("DRY_RUN", "true"), ("LOG_GCS_OBJECT", "other.jsonl"));
            await planner.DeliverAllAsync(TimeSpan.FromSeconds(1));
        });

        Assert.Equal(PlannerWorld.Hour, planner.Publisher.Published.Select(published => published.Message.Event));
        Assert.Single(planner.Publisher.Published.Select(published => published.Message.Run).Distinct());
    }
}
