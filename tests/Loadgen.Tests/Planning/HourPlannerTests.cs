using System.Text;
using Loadgen.Clocks;
using Loadgen.Messages;
using Loadgen.Records;
using Loadgen.Testing.Workloads;
using Loadgen.Tests.Support;
using Loadgen.Trace;
using Loadgen.Workloads.Files;

namespace Loadgen.Tests.Planning;

public sealed class HourPlannerTests
{
    [Theory]
    [InlineData("1", 0, "the shortest lead")]
    [InlineData("10", 0, "the default")]
    [InlineData("3600", 0, "all at once: Pub/Sub's redelivery does the waiting")]
    [InlineData("30", 180, "a tick that comes late publishes what is overdue at once and goes on as planned")]
    [InlineData("30", 7200, "a stale tick publishes everything at once")]
    public void Each_message_goes_out_LEAD_S_before_its_event_is_due(string lead, int lateSeconds, string reason)
    {
        var planner = new PlannerWorld(1, ("LEAD_S", lead), ("PLAN_WINDOW_S", "570"));
        var begin = planner.Now.AddSeconds(lateSeconds);

        var disposition = planner.World.Virtual.Run(async () =>
        {
            await planner.World.Time.DelayUntilAsync(begin, default);
            return await planner.DeliverAsync(PlannerWorld.Tick);
        });

        Assert.Same(Disposition.Acknowledge, disposition);
        Assert.Equal(PlannerWorld.Hour, planner.Publisher.Published.Select(published => published.Message.Event));
        Assert.All(planner.Publisher.Published, published =>
        {
            var planned = published.Message.Event.ScheduledTime - planner.Lead;
            Assert.True(published.At == (planned > begin ? planned : begin), reason);
        });
    }

    [Fact]
    public void The_tick_is_acknowledged_when_the_last_message_is_out_and_not_before()
    {
        var planner = new PlannerWorld(changes: ("PLAN_WINDOW_S", "570"));
        planner.World.Virtual.Run(async () =>
        {
            var handling = planner.DeliverAsync(PlannerWorld.Tick);
            await planner.World.Time.DelayUntilAsync(
                PlannerWorld.Hour[^1].ScheduledTime - planner.Lead - TimeSpan.FromMilliseconds(1), default);
            Assert.False(handling.IsCompleted);
            Assert.Equal(3, planner.Publisher.Published.Count);

            Assert.Same(Disposition.Acknowledge, await handling);
            Assert.Equal(PlannerWorld.Hour[^1].ScheduledTime - planner.Lead, planner.Now);
        });
    }

    [Fact]
    public void The_start_line_comes_before_the_first_message_and_once()
    {
        var planner = new PlannerWorld();
        planner.Publisher.OnArrival = () => Assert.Equal(1, planner.StartLines);

        planner.World.Virtual.Run(async () =>
        {
            await planner.DeliverAsync(PlannerWorld.Tick);
            await planner.DeliverAsync(PlannerWorld.Tick);
        });

        Assert.Equal(
            """
            {"ts_utc":"2026-01-20T12:59:00.000Z","message":"loadgen_start","experiment_id":"exp","scenario":"A",
            """ + """
            "trace_hour":"2026-01-20T13:00:00Z","run_id":"20260120T125900Z","invocations":4,"dry_run":false,"log_gcs_bucket":"bucket",
            """ + """
            "log_gcs_object":"loadgen-logs/exp/A/20260120T130000Z-20260120T125900Z.jsonl","workload_name":"built-in",
            """ + $$"""
            "workload_sha256":"{{PlannerWorld.WorkloadHash}}","jitter_s":15,"timeout_s":120,"hold_max_s":120,"max_lateness_s":1800,
            """ + $$"""
            "loadgen_version":"{{LoadgenVersion.Current}}","clock":"machine","clock_speed":1}
            """,
            Assert.Single(planner.World.LinesOf(PlannerWorld.LogObject)));
        Assert.Single(planner.World.Printed);
        Assert.Equal(4, planner.Publisher.Published.Count);
    }

    [Fact]
    public void Nothing_is_published_before_the_start_line_is_stored_however_long_that_takes()
    {
        var planner = new PlannerWorld(changes: ("LEAD_S", "3600"));
        planner.World.Store.OnRequest = request => request == $"write {PlannerWorld.LogObject}"
            ? Task.Delay(TimeSpan.FromSeconds(20), planner.World.Time)
            : Task.CompletedTask;
        planner.Publisher.OnArrival = () => Assert.Equal(1, planner.StartLines);

        planner.World.Virtual.Run(() => planner.DeliverAsync(PlannerWorld.Tick));

        Assert.Equal(PlannerWorld.Tick.PublishTime.AddSeconds(20), planner.Publisher.Published[0].At);
    }

    [Fact]
    public void A_message_has_the_run_and_the_payload_of_its_event()
    {
        var planner = new PlannerWorld();

        planner.World.Virtual.Run(() => planner.DeliverAsync(PlannerWorld.Tick));

        Assert.All(planner.Publisher.Published, published =>
            Assert.Equal(World.NewRun() with { LogObject = PlannerWorld.LogObject }, published.Message.Run));
        Assert.Equal(
            [
                """
                {"check":"ping","experiment_id":"exp","scenario":"A","run_id":"20260120T125900Z",
                """ + """
                "event_id":"exp:2026-01-20T13:00:00Z:api_health_check:01","trace_hour":"2026-01-20T13:00:00Z"}
                """,
                """
                {"bits":4096,"experiment_id":"exp","scenario":"A","run_id":"20260120T125900Z",
                """ + """
                "event_id":"exp:2026-01-20T13:00:00Z:crypto_key_gen:01","trace_hour":"2026-01-20T13:00:00Z"}
                """,
                """
                {"gcs_uri":"gs://inputs/image.png","format":"WEBP","quality":85,"experiment_id":"exp","scenario":"A",
                """ + """
                "run_id":"20260120T125900Z",
                """ + """
                "event_id":"exp:2026-01-20T13:00:00Z:image_format_converter:01","trace_hour":"2026-01-20T13:00:00Z"}
                """,
                """
                {"gcs_uri":"gs://inputs/video.mp4","passes":2,"experiment_id":"exp","scenario":"A",
                """ + """
                "run_id":"20260120T125900Z","event_id":"exp:2026-01-20T13:00:00Z:video_transcoder:01","trace_hour":"2026-01-20T13:00:00Z"}
                """,
            ],
            planner.Publisher.Published.Select(published => Encoding.UTF8.GetString(published.Message.Payload.Span)));
    }

    [Fact]
    public void A_second_tick_for_the_hour_is_told_and_acknowledged_and_plans_nothing()
    {
        var planner = new PlannerWorld();
        planner.World.Virtual.Run(async () =>
        {
            await planner.DeliverAsync(PlannerWorld.Tick);
            var second = PlannerWorld.Tick with { MessageId = "2", PublishTime = World.Hour.AddMinutes(5) };
            Assert.Same(Disposition.Acknowledge, await planner.DeliverAsync(second));
        });

        Assert.Equal(4, planner.Publisher.Published.Count);
        Assert.Single(planner.World.Printed);
        var (_, message) = Assert.Single(planner.Told.Entries, entry => entry.Event == "duplicate_tick");
        Assert.Equal(
            "duplicate_tick: the tick 2 asks for 2026-01-20T13:00:00Z, which has the run 20260120T125900Z; nothing is planned.", message);
    }

    [Fact]
    public void A_replay_is_a_run_of_its_own()
    {
        var planner = new PlannerWorld();
        planner.World.Virtual.Run(async () =>
        {
            await planner.DeliverAsync(PlannerWorld.Tick);
            var replay = PlannerWorld.Tick with
            {
                MessageId = "2",
                PublishTime = World.Hour.AddMinutes(20),
                Message = new Tick(TraceHour.Containing(World.Hour), null, Replay: true),
            };
            Assert.Same(Disposition.Acknowledge, await planner.DeliverAsync(replay));
            Assert.Same(Disposition.Acknowledge, await planner.DeliverAsync(replay));
        });

        Assert.Equal(
            ["20260120T125900Z", "20260120T132000Z"],
            planner.Publisher.Published.GroupBy(
                published => published.Message.Run.RunId).Where(run => run.Count() == 4).Select(run => run.Key));
        Assert.Equal(8, planner.Publisher.Published.Count);
        Assert.Single(planner.World.LinesOf("loadgen-logs/exp/A/20260120T130000Z-20260120T132000Z.jsonl"));
    }

    [Fact]
    public void A_tick_at_two_instances_at_once_has_one_run_and_one_start_line()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var planner = new PlannerWorld(seed);

            var dispositions = planner.World.Virtual.Run(
                () => Task.WhenAll(planner.DeliverAsync(PlannerWorld.Tick), planner.DeliverAsync(PlannerWorld.Tick)));

            Assert.All(dispositions, disposition => Assert.Same(Disposition.Acknowledge, disposition));
            Assert.Equal(PlannerWorld.Hour.Select(planned => planned.EventId), planner.Publisher.Ids.Distinct());
            Assert.Single(planner.Publisher.Published.Select(published => published.Message.Run).Distinct());
            Assert.Single(planner.World.LinesOf(PlannerWorld.LogObject));
        }
    }

    [Fact]
    public void An_hour_without_events_is_a_run_all_the_same_which_the_planner_completes()
    {
        var planner = new PlannerWorld { Source = new KnownWorkload(SomeWorkload.Silent) };

        Assert.Same(Disposition.Acknowledge, planner.World.Virtual.Run(() => planner.DeliverAsync(PlannerWorld.Tick)));

        var log = RunLogReader.Read(Encoding.UTF8.GetBytes(planner.World.Store.TextOf(PlannerWorld.LogObject)!));
        Assert.Equal((0, 2), (Assert.IsType<StartEntry>(log.Entries[0]).Invocations, log.Entries.Count));
        Assert.IsType<CompleteEntry>(log.Entries[1]);
        Assert.Empty(planner.Publisher.Published);
        Assert.Empty(planner.Publisher.WarmUps);
    }

    [Theory]
    [InlineData(1, 0, "what the delivery has begun it knows")]
    [InlineData(2, 1, "another delivery goes on with what is stored")]
    public void An_hour_is_not_planned_twice_by_one_delivery(int deliveries, int reads, string reason)
    {
        var planner = new PlannerWorld();
        for (var i = 0; i < deliveries; i++)
            planner.World.Virtual.Run(() => planner.DeliverAsync(PlannerWorld.Tick));

        Assert.True(reads == planner.World.Store.Requests.Count(request => request.StartsWith("read", StringComparison.Ordinal)
            && request.EndsWith(".workload.json", StringComparison.Ordinal)), reason);
    }

    [Fact]
    public void A_dry_run_and_a_replay_take_the_hour_from_nobody()
    {
        var planner = new PlannerWorld(changes: ("PLAN_WINDOW_S", "570"));
        planner.World.Virtual.Run(async () =>
        {
            Tick[] ticks = [new(null, DryRun: true, Replay: false), new(null, null, Replay: true), new(null, null, Replay: false)];
            foreach (var (position, tick) in ticks.Index())
            {
                var delivery = PlannerWorld.Tick with { MessageId = $"{position}", Message = tick };
                Assert.Same(Disposition.Acknowledge, await planner.DeliverAsync(delivery));
            }
        });

        Assert.Equal(
            [("20260120T125900Z", true), ("20260120T125900Z-2", false), ("20260120T125900Z-3", false)],
            planner.Publisher.Published
                .GroupBy(published => published.Message.Run.RunId)
                .Select(run => (run.Key, run.First().Message.Run.DryRun)));
        Assert.Equal(12, planner.Publisher.Published.Count);
        Assert.DoesNotContain(planner.Told.Entries, entry => entry.Event == "duplicate_tick");
    }
}
