using Loadgen.Clocks;
using Loadgen.Messages;
using Loadgen.Runs;
using Loadgen.Simulation.Kernel;
using Loadgen.Tests.Support;

namespace Loadgen.Tests.Planning;

/// <summary>What happens when a delivery ends before the hour's last message is out.</summary>
public sealed class HandOverTests
{
    /// <summary>Of the 10 s that an instance has when it is told to stop.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(8);

    /// <summary>LEAD_S and 5 s.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(15);

    private static readonly Run Run = World.NewRun() with { LogObject = PlannerWorld.LogObject };

    private static readonly Continuation First = new(Run.TraceHour, Run.RunId, 1, Stateless: null);

    private static IEnumerable<string> AllIds => PlannerWorld.Hour.Select(planned => planned.EventId);

    private static IEnumerable<string> DueBy(DateTimeOffset moment) =>
        PlannerWorld.Hour.Where(planned => planned.ScheduledTime <= moment).Select(planned => planned.EventId);

    private static Checkpoint CheckpointIn(PlannerWorld planner) =>
        planner.World.Virtual.Run(() => planner.World.Runs.ReadCheckpointAsync(Run, default));

    [Fact]
    public void When_the_window_is_over_a_continuation_takes_over_and_the_tick_is_acknowledged()
    {
        var planner = new PlannerWorld(changes: ("PLAN_WINDOW_S", "60"));

        var disposition = planner.World.Virtual.Run(() => planner.DeliverAsync(PlannerWorld.Tick));

        Assert.Same(Disposition.Acknowledge, disposition);
        Assert.Equal(World.Hour, planner.Now);
        Assert.Equal(DueBy(World.Hour + Ahead), planner.Publisher.Ids);
        Assert.Equal((World.Hour, First), Assert.Single(planner.Publisher.Continuations));
        Assert.Equal(new(1, 1), CheckpointIn(planner));
    }

    [Fact]
    public void When_the_window_is_over_with_everything_published_nobody_has_to_go_on()
    {
        // The last event's message would have gone out 2 s after the window.
        var planner = new PlannerWorld();

        var disposition = planner.World.Virtual.Run(() => planner.DeliverAsync(PlannerWorld.Tick));

        Assert.Same(Disposition.Acknowledge, disposition);
        Assert.Equal(AllIds, planner.Publisher.Ids);
        Assert.Empty(planner.Publisher.Continuations);
        Assert.Equal(new(4, 0), CheckpointIn(planner));
    }

    [Fact]
    public void What_was_published_ahead_is_remembered_before_the_continuation_is_out()
    {
        var planner = new PlannerWorld(changes: ("PLAN_WINDOW_S", "120"));
        planner.Publisher.OnContinuation = () => Assert.Contains(
            "\"published\":2", planner.World.Store.TextOf(planner.World.Paths.CheckpointOf(Run)), StringComparison.Ordinal);

        planner.World.Virtual.Run(() => planner.DeliverAsync(PlannerWorld.Tick));

        Assert.Equal(2, planner.Publisher.Published.Count);
        Assert.Single(planner.Publisher.Continuations);
    }

    [Theory]
    [InlineData("60", 0, 10, "at once")]
    [InlineData("60", 5, 10, "as long as was published ahead")]
    [InlineData("60", 14, 1, "LEAD_S covers what it takes beyond that")]
    [InlineData("570", 5, 10, "the longest window")]
    public void Continuations_go_on_from_the_checkpoint_and_no_event_is_late(string window, int gap, int ahead, string reason)
    {
        var planner = new PlannerWorld(changes: ("PLAN_WINDOW_S", window));

        planner.World.Virtual.Run(() => planner.DeliverAllAsync(TimeSpan.FromSeconds(gap)));

        Assert.Equal(AllIds, planner.Publisher.Ids);
        Assert.All(planner.Publisher.Published, published =>
            Assert.True(published.Message.Event.ScheduledTime - published.At >= TimeSpan.FromSeconds(ahead), reason));
        Assert.Equal(
            Enumerable.Range(1, planner.Publisher.Continuations.Count),
            planner.Publisher.Continuations.Select(continuation => continuation.Message.Number));
        Assert.Equal(1, planner.StartLines);
    }

    [Theory]
    [InlineData(-50, "before anything is published")]
    [InlineData(20, "between two messages")]
    [InlineData(300, "before the last")]
    public void On_a_stop_a_continuation_takes_over_at_once_with_what_falls_due_soon_published(int second, string reason)
    {
        var planner = new PlannerWorld();
        var moment = World.Hour.AddSeconds(second);
        planner.World.Virtual.Run(async () =>
        {
            using var stop = planner.StopAt(moment);
            Assert.Same(Disposition.Acknowledge, await planner.DeliverAsync(PlannerWorld.Tick, stop.Token));
            Assert.True(planner.Now - moment < TimeSpan.FromSeconds(1), reason);
            Assert.Equal(DueBy(moment + Ahead), planner.Publisher.Ids);
            Assert.Equal(First, Assert.Single(planner.Publisher.Continuations).Message);

            Assert.Same(Disposition.Acknowledge, await planner.DeliverAsync(PlannerWorld.ContinuationOf(First)));
        });
        Assert.Equal(AllIds, planner.Publisher.Ids);
    }

    [Theory]
    [InlineData("refusing", "the topic refuses: the tick itself comes again")]
    [InlineData("silent", "the topic does not answer: the tick itself comes again")]
    [InlineData("down", "the store is down: the continuation is out, and that is enough")]
    public void A_stop_waits_for_nobody_longer_than_the_instance_has(string trouble, string reason)
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

            Assert.True((trouble == "down") == (await handling is Disposition.Acknowledged), reason);

            Assert.True(planner.Now - moment <= Grace, reason);
            planner.Publisher.IsSilent = false;
            planner.World.Store.Down = false;
            await planner.DeliverAllAsync(TimeSpan.FromSeconds(1));
        });
        Assert.Equal(AllIds, planner.Publisher.Ids.Distinct());
        Assert.All(planner.Publisher.Published, published => Assert.True(published.At < World.Hour.AddMinutes(10)));
    }

    [Fact]
    public void With_the_store_down_from_the_start_the_tick_is_handed_back_after_the_window_and_loses_nothing()
    {
        var planner = new PlannerWorld(changes: ("PLAN_WINDOW_S", "100"));
        planner.World.Virtual.Run(async () =>
        {
            planner.World.Store.Down = true;
            Assert.IsType<Disposition.Nacked>(await planner.DeliverAsync(PlannerWorld.Tick));
            Assert.Equal(PlannerWorld.Tick.PublishTime.AddSeconds(100), planner.Now);
            Assert.Empty(planner.Publisher.Published);
            Assert.Empty(planner.Publisher.Continuations);

            planner.World.Store.Down = false;
            await planner.DeliverAllAsync(TimeSpan.FromSeconds(1));
        });
        Assert.Equal(AllIds, planner.Publisher.Ids);
        Assert.Equal(1, planner.StartLines);
    }

    [Fact]
    public void A_push_that_does_not_say_its_topic_is_handed_back_with_what_falls_due_soon_published()
    {
        var planner = new PlannerWorld(changes: ("PLAN_WINDOW_S", "60"));

        var disposition = planner.World.Virtual.Run(() => planner.DeliverAsync(PlannerWorld.Tick with { Topic = null }));

        Assert.Contains("which topic", Assert.IsType<Disposition.Nacked>(disposition).Reason, StringComparison.Ordinal);
        Assert.Equal(DueBy(World.Hour + Ahead), planner.Publisher.Ids);
    }

    [Theory]
    [InlineData(0, "the tick")]
    [InlineData(1, "an earlier continuation")]
    public void A_message_that_was_relieved_does_nothing(int number, string reason)
    {
        var planner = new PlannerWorld();
        planner.World.Begin(Run);
        planner.World.Virtual.Run(async () =>
        {
            await planner.World.Runs.WriteCheckpointAsync(Run, new(Published: 1, Number: 2), default);

            var message = number == 0 ? PlannerWorld.Tick : PlannerWorld.ContinuationOf(First with { Number = number });
            Assert.Same(Disposition.Acknowledge, await planner.DeliverAsync(message));
        });

        Assert.True(planner.Publisher.Published.Count == 0, reason);
        Assert.Empty(planner.Publisher.Continuations);
    }

    [Fact]
    public void Two_planners_on_one_run_do_not_stay_two()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var planner = new PlannerWorld(seed, ("PLAN_WINDOW_S", "60"));
            planner.World.Virtual.Run(async () =>
            {
                // Killed when its continuation is out and the checkpoint does not say so: Pub/Sub delivers both.
                var place = new Place(planner.World.Virtual);
                var killed = new TaskCompletionSource();
                planner.Publisher.OnContinuation = () =>
                {
                    planner.Publisher.OnContinuation = () => { };
                    place.Destroy();
                    killed.SetResult();
                };
                _ = place.RunAsync(() => planner.DeliverAsync(PlannerWorld.Tick));
                await killed.Task;

                await Task.WhenAll(planner.DeliverAsync(PlannerWorld.Tick), planner.DeliverAsync(PlannerWorld.ContinuationOf(First)));
                Assert.Equal(AllIds.Take(planner.Publisher.Ids.Distinct().Count()), planner.Publisher.Ids.Distinct());

                // Whatever they published to have themselves relieved: one of it goes on, the other does nothing.
                var last = planner.Publisher.Continuations.MaxBy(continuation => continuation.Message.Number).Message;
                Assert.Equal(2, last.Number);
                planner.Configuration = TestConfiguration.Read();
                var before = planner.Publisher.Published.Count;
                Assert.Same(Disposition.Acknowledge, await planner.DeliverAsync(PlannerWorld.ContinuationOf(First)));
                Assert.Equal(before, planner.Publisher.Published.Count);
                Assert.Same(Disposition.Acknowledge, await planner.DeliverAsync(PlannerWorld.ContinuationOf(last)));
            });
            Assert.Equal(AllIds, planner.Publisher.Ids.Distinct());
        }
    }

    [Fact]
    public void Of_two_messages_that_are_the_same_continuation_the_first_carries_the_run_on_and_the_other_does_nothing()
    {
        var planner = new PlannerWorld(changes: ("PLAN_WINDOW_S", "60"));
        planner.World.Virtual.Run(async () =>
        {
            await planner.DeliverAsync(PlannerWorld.Tick);
            var published = PlannerWorld.ContinuationOf(First);
            var carrying = planner.DeliverAsync(published);
            await Task.Delay(TimeSpan.FromSeconds(1), planner.World.Time);

            var before = planner.Now;
            Assert.Same(Disposition.Acknowledge, await planner.DeliverAsync(published with { MessageId = "published once more" }));
            Assert.Equal(before, planner.Now);
            await carrying;
        });

        Assert.Equal([1, 2], planner.Publisher.Continuations.Select(continuation => continuation.Message.Number));
        Assert.Contains(planner.Told.Entries, entry => entry.Message.Contains("published once more", StringComparison.Ordinal));
    }

    [Fact]
    public void A_continuation_of_a_run_that_was_never_begun_is_refused()
    {
        var planner = new PlannerWorld();

        var refusal = planner.World.Virtual.Run(() => Assert.ThrowsAsync<MessageFormatException>(
            () => planner.DeliverAsync(PlannerWorld.ContinuationOf(First))));

        Assert.Contains(Run.RunId, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("no manifest", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(planner.World.Store.Names);
    }

    [Fact]
    public void Without_a_bucket_a_continuation_carries_what_another_instance_cannot_know()
    {
        var planner = new PlannerWorld(changes: [("PLAN_WINDOW_S", "60"), ("LOG_GCS_BUCKET", null), ("DRY_RUN", "true")]);
        planner.World.Virtual.Run(() => planner.DeliverAsync(PlannerWorld.Tick));
        var continuation = Assert.Single(planner.Publisher.Continuations).Message;
        Assert.Equal(new StatelessRun(Published: 1, DryRun: true, Replay: false), continuation.Stateless);

        var other = new PlannerWorld(changes: ("LOG_GCS_BUCKET", null));
        other.World.Virtual.Run(async () =>
        {
            await other.World.Time.DelayUntilAsync(World.Hour, default);
            await other.DeliverAsync(PlannerWorld.ContinuationOf(continuation));
        });

        Assert.Equal(AllIds.Skip(1), other.Publisher.Ids);
        Assert.All(
            other.Publisher.Published,
            published => Assert.Equal((true, Run.RunId), (published.Message.Run.DryRun, published.Message.Run.RunId)));
    }
}
