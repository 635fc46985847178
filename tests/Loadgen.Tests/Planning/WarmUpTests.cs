using Loadgen.Clocks;
using Loadgen.Messages;
using Loadgen.Testing.Workloads;
using Loadgen.Tests.Support;
using Loadgen.Workloads.Files;

namespace Loadgen.Tests.Planning;

public sealed class WarmUpTests
{
    private static readonly DateTimeOffset FirstDue = PlannerWorld.Hour[0].ScheduledTime;

    private static PlannerWorld Plan(params (string Name, string? Value)[] changes)
    {
        var planner = new PlannerWorld(changes: changes);
        Assert.Same(Disposition.Acknowledge, planner.World.Virtual.Run(() => planner.DeliverAsync(PlannerWorld.Tick)));
        return planner;
    }

    [Theory]
    [InlineData("30", 30, "the default: before the event's own message")]
    [InlineData("12", 12, "a little before it")]
    public void An_invoker_is_woken_before_the_first_event(string warmUp, int secondsBefore, string reason) => Assert.True(
        FirstDue.AddSeconds(-secondsBefore) == Assert.Single(Plan(("WARM_UP_S", warmUp)).Publisher.WarmUps), reason);

    [Fact]
    public void A_tick_that_comes_later_than_that_wakes_one_at_once() => Assert.InRange(
        Assert.Single(Plan(("WARM_UP_S", "300")).Publisher.WarmUps),
        PlannerWorld.Tick.PublishTime,
        PlannerWorld.Tick.PublishTime.AddSeconds(1));

    [Theory]
    [InlineData("0", "10", "none is wanted")]
    [InlineData("10", "10", "the event's own message is as early")]
    [InlineData("30", "60", "the event's own message is earlier")]
    public void No_invoker_is_woken_for_nothing(string warmUp, string lead, string reason) =>
        Assert.True(Plan(("WARM_UP_S", warmUp), ("LEAD_S", lead)).Publisher.WarmUps.Count == 0, reason);

    [Fact]
    public void After_a_pause_of_ten_minutes_an_invoker_is_woken_again_and_after_a_shorter_one_not()
    {
        var planner = new PlannerWorld(changes: [("JITTER_S", "0"), ("PLAN_WINDOW_S", "570")])
        {
            // Minutes 0 and 9, then 19: pauses of 9 and of 10 minutes.
            Source = new KnownWorkload(SomeWorkload.Of(("api_health_check", 0), ("crypto_key_gen", 9), ("video_transcoder", 19))),
        };
        planner.World.Virtual.Run(() => planner.DeliverAllAsync(TimeSpan.FromSeconds(1)));

        Assert.Equal([World.Hour.AddSeconds(-30), World.Hour.AddMinutes(19).AddSeconds(-30)], planner.Publisher.WarmUps);
    }

    [Fact]
    public void A_warm_up_that_the_topic_does_not_take_holds_no_event_up()
    {
        var planner = new PlannerWorld();
        planner.World.Virtual.Run(async () =>
        {
            planner.Publisher.IsSilent = true;
            var handling = planner.DeliverAsync(PlannerWorld.Tick);
            await planner.World.Time.DelayUntilAsync(FirstDue - planner.Lead - TimeSpan.FromMilliseconds(1), default);
            planner.Publisher.IsSilent = false;
            await handling;
        });

        Assert.Empty(planner.Publisher.WarmUps);
        Assert.Equal(FirstDue - planner.Lead, planner.Publisher.Published[0].At);
        Assert.Contains(planner.Told.Entries, entry => entry.Event == "warm_up_failed");
    }
}
