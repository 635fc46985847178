using Loadgen.Clocks;
using Loadgen.Messages;
using Loadgen.Planning;
using Loadgen.Runs;
using Loadgen.Tests.Support;
using Loadgen.Workloads;
using Loadgen.Workloads.Files;

namespace Loadgen.Tests.Planning;

/// <summary>Many events go out in few requests, and none of them waits for another.</summary>
public sealed class BatchTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static PlannerWorld Planner(Workload workload, params (string Name, string? Value)[] changes) =>
        new(changes: [("PLAN_WINDOW_S", "570"), .. changes]) { Source = new KnownWorkload(workload) };

    private static void Plan(PlannerWorld planner) =>
        Assert.Same(Disposition.Acknowledge, planner.World.Virtual.Run(() => planner.DeliverAsync(PlannerWorld.Tick)));

    private static Checkpoint CheckpointIn(PlannerWorld planner)
    {
        var run = planner.Publisher.Published[0].Message.Run;
        return planner.World.Virtual.Run(() => planner.World.Runs.ReadCheckpointAsync(run, default));
    }

    private static int FirstOf(IReadOnlyList<TopicMessage> messages) =>
        int.Parse(messages[0].Attributes["event_id"].Split(':')[^1], null) - 1;

    [Fact]
    public void All_that_is_due_goes_out_in_one_go_a_thousand_to_a_request()
    {
        var planner = Planner(BusyWorkload.Burst(2500));
        planner.Publisher.Latency = Second;

        Plan(planner);

        Assert.Equal([500, 1000, 1000], planner.Publisher.Requests.Select(request => request.Messages.Count).Order());
        Assert.Single(planner.Publisher.Requests.Select(request => request.At).Distinct());
        Assert.Equal(2500, planner.Publisher.Ids.Distinct().Count());
        Assert.Equal(new(2500, 0), CheckpointIn(planner));
    }

    [Fact]
    public void A_request_has_nine_megabytes_at_most_and_few_are_under_way_at_once()
    {
        var planner = Planner(BusyWorkload.Burst(60, payload: 1_000_000));
        var (now, most) = (0, 0);
        planner.Publisher.OnRequest = async (_, token) =>
        {
            most = Math.Max(most, ++now);
            await Task.Delay(Second, planner.World.Time, token);
            now--;
        };

        Plan(planner);

        Assert.All(
            planner.Publisher.Requests,
            request => Assert.InRange(request.Messages.Sum(message => message.Bytes), 1_000_000, 9_000_000));
        Assert.Contains(planner.Publisher.Requests, request => request.Messages.Count == 8);
        Assert.Equal(60, planner.Publisher.Ids.Distinct().Count());
        Assert.Equal(4, most);
    }

    [Fact]
    public void A_batch_that_is_refused_goes_out_again_as_it_was_and_holds_up_no_other()
    {
        var planner = Planner(BusyWorkload.Burst(3000));
        var refusals = 2;
        planner.Publisher.OnRequest = (messages, _) => planner.Publisher.Requests is [_, var second, ..]
            && ReferenceEquals(second.Messages, messages) && refusals-- > 0
                ? throw new PublishException("503")
                : Task.CompletedTask;

        Plan(planner);

        var repeated = planner.Publisher.Requests.FindAll(
            request => ReferenceEquals(request.Messages, planner.Publisher.Requests[1].Messages));
        Assert.Equal(3, repeated.Count);
        Assert.Equal(5, planner.Publisher.Requests.Count);
        Assert.Equal(3000, planner.Publisher.Ids.Distinct().Count());
        Assert.Equal(3000, planner.Publisher.Published.Count);
        Assert.Equal(2, planner.Told.Entries.Count(entry => entry.Event == "publish_failed"
            && entry.Message.Contains("and 999 more", StringComparison.Ordinal)));
        Assert.Equal(new(3000, 0), CheckpointIn(planner));
    }

    [Fact]
    public void A_request_that_hangs_delays_no_other_event_and_the_checkpoint_stays_before_it()
    {
        var planner = Planner(BusyWorkload.Of(100, seconds: 60), ("PLAN_WINDOW_S", "100"));
        planner.Publisher.OnRequest = (messages, token) => FirstOf(messages) == 0 && planner.Publisher.Requests.Count == 1
            ? Task.Delay(Timeout.InfiniteTimeSpan, planner.World.Time, token)
            : Task.CompletedTask;

        var run = PlannerWorld.Tick.PublishTime;
        planner.World.Virtual.Run(async () =>
        {
            var handling = planner.DeliverAsync(PlannerWorld.Tick);
            await planner.World.Time.DelayUntilAsync(run.AddSeconds(99), default);
            Assert.All(
                planner.Publisher.Published,
                published => Assert.True(published.At <= published.Message.Event.ScheduledTime - planner.Lead));
            Assert.InRange(planner.Publisher.Published.Count, 4800, 4950);
            Assert.Null(planner.World.Store.TextOf(planner.World.Paths.CheckpointOf(planner.Publisher.Published[0].Message.Run)));
            await handling;
        });

        // What the request had goes out ahead of the continuation, and nothing else a second time.
        var hung = planner.Publisher.Requests[0].Messages.Count;
        var again = planner.Publisher.Requests.FindLast(request => FirstOf(request.Messages) == 0);
        Assert.Equal(run.AddSeconds(100), again.At);
        Assert.Equal(hung, again.Messages.Count);
        Assert.Equal(planner.Publisher.Published.Count, planner.Publisher.Ids.Distinct().Count());
        Assert.Equal(new(planner.Publisher.Published.Count, 1), CheckpointIn(planner));
    }

    [Fact]
    public void At_a_high_rate_no_event_goes_out_late_or_much_too_early_in_ten_requests_and_one_checkpoint_a_second()
    {
        var planner = Planner(BusyWorkload.Of(278, seconds: 60));
        planner.Publisher.Latency = TimeSpan.FromMilliseconds(30);

        Plan(planner);

        Assert.Equal(278 * 60, planner.Publisher.Ids.Distinct().Count());
        Assert.All(planner.Publisher.Published, published => Assert.InRange(
            published.Message.Event.ScheduledTime - planner.Lead - published.At,
            -planner.Publisher.Latency,
            TimeSpan.FromMilliseconds(100)));
        Assert.InRange(planner.Publisher.Requests.Count, 60, 10 * 60);
        Assert.InRange(planner.World.Store.Requests.Count(request => request.EndsWith("checkpoint.json", StringComparison.Ordinal)
            && request.StartsWith("write", StringComparison.Ordinal)), 50, 62);
    }

    [Theory]
    [InlineData(278, 10, 0, "a million an hour")]
    [InlineData(278, 10, 2, "a million an hour, and requests that fail")]
    [InlineData(500, 60, 0, "what falls due in more than a minute")]
    public void A_continuation_is_out_within_two_seconds_whatever_the_rate(int rate, int lead, int refusals, string reason)
    {
        var planner = Planner(
            BusyWorkload.Of(rate, seconds: 100), ("PLAN_WINDOW_S", "70"), ("LEAD_S", $"{lead}"), ("WARM_UP_S", "0"));
        planner.Publisher.Latency = TimeSpan.FromMilliseconds(30);
        var windowEnd = PlannerWorld.Tick.PublishTime.AddSeconds(70);
        planner.Publisher.OnRequest = (_, _) => planner.Now >= windowEnd && refusals-- > 0
            ? throw new PublishException("503")
            : Task.CompletedTask;

        Plan(planner);

        var (at, _) = Assert.Single(planner.Publisher.Continuations);
        Assert.True(at - windowEnd <= 2 * Second, $"{reason}: {at - windowEnd}");
        var due = planner.Publisher.Published.Where(published => published.At <= at).Select(published => published.Message.Event.EventId);
        var ahead = windowEnd.AddSeconds(lead + 5);
        var expected = planner.World.Virtual.Run(() => planner.Source.ReadAsync(default))
            .Expand("exp", Loadgen.Trace.TraceHour.Containing(World.Hour), 15).Where(planned => planned.ScheduledTime <= ahead);
        Assert.Empty(expected.Select(planned => planned.EventId).Except(due));
    }
}
