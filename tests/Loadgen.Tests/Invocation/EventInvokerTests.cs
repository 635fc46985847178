using Loadgen.Calls;
using Loadgen.Claims;
using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Invocation;
using Loadgen.Messages;
using Loadgen.Runs;
using Loadgen.Tests.Support;
using Loadgen.Trace;
using Microsoft.Extensions.Logging.Abstractions;

namespace Loadgen.Tests.Invocation;

public sealed class EventInvokerTests
{
    private static readonly DateTimeOffset Due = World.Hour.AddSeconds(4.501);

    private static EventMessage Message(LoadgenConfiguration configuration, Run? run = null)
    {
        run ??= World.NewRun(invocations: 1) with { Scenario = configuration.Scenario };
        var planned = new PlannedEvent(
            EventId.Format(run.ExperimentId, run.TraceHour, TraceFunction.HealthCheck, 1), TraceFunction.HealthCheck, 1, Due);
        return new(run, planned, Payload.Of(configuration.Workload, run, planned));
    }

    private static EventInvoker NewInstance(World world, FakeCaller caller, LoadgenConfiguration configuration) => new(
        configuration,
        world.Claims,
        world.NewLogs(),
        caller,
        new PreciseDelay(world.Time),
        world.Time,
        world.NewToken,
        NullLogger<EventInvoker>.Instance);

    private static string ClaimOf(World world, EventMessage message) => world.Paths.ClaimOf(message.Run, message.Event);

    [Fact]
    public void An_event_is_called_at_its_due_instant_and_acknowledged_with_its_line_stored()
    {
        var world = new World();
        var caller = new FakeCaller(world.Time);
        var configuration = TestConfiguration.Read();
        var message = Message(configuration);

        var disposition = world.Virtual.Run(() => NewInstance(world, caller, configuration).HandleAsync(message, default));

        Assert.Same(Disposition.Acknowledge, disposition);
        var (at, url, body) = Assert.Single(caller.Received);
        Assert.Equal(Due, at);
        Assert.Equal("http://health.test/", url.AbsoluteUri);
        Assert.Equal([TraceContext.Of(Scenario.A, message.Run.RunId, message.Event.EventId)], caller.Traces);
        Assert.Equal(
            """
            {"check":"ping","experiment_id":"exp","scenario":"A","event_id":"exp:2026-01-20T13:00:00Z:api_health_check:01",
            """ + """
            "trace_hour":"2026-01-20T13:00:00Z","dispatch_sent_time_utc":"2026-01-20T13:00:04.501Z"}
            """,
            body);
        var lines = world.LinesOf(message.Run.LogObject);
        Assert.Equal(2, lines.Length);
        Assert.Contains("\"outcome\":\"ok\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("loadgen_complete", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void The_claim_is_made_shortly_before_the_due_instant_and_not_on_the_way_in()
    {
        var world = new World();
        var configuration = TestConfiguration.Read();
        var message = Message(configuration);
        world.Virtual.Run(async () =>
        {
            var handling = NewInstance(world, new FakeCaller(world.Time), configuration).HandleAsync(message, default);
            await world.Time.DelayUntilAsync(Due - TimeSpan.FromSeconds(3), default);
            Assert.DoesNotContain(ClaimOf(world, message), world.Store.Names);
            await world.Time.DelayUntilAsync(Due - TimeSpan.FromSeconds(1), default);
            Assert.Contains(ClaimOf(world, message), world.Store.Names);
            await handling;
        });
    }

    [Theory]
    [InlineData(120, true, "HOLD_MAX_S is the longest that is held")]
    [InlineData(121, false, "beyond it the message goes back at once")]
    public void An_undue_message_is_held_no_longer_than_allowed(int secondsAhead, bool held, string reason)
    {
        var world = new World();
        var caller = new FakeCaller(world.Time);
        var configuration = TestConfiguration.Read();
        var message = Message(configuration);
        world.Virtual.Run(async () =>
        {
            message = message with { Event = message.Event with { ScheduledTime = world.Time.GetUtcNow().AddSeconds(secondsAhead) } };
            var before = world.Time.GetUtcNow();
            var disposition = await NewInstance(world, caller, configuration).HandleAsync(message, default);
            Assert.Equal(held, disposition is Disposition.Acknowledged);
            Assert.Equal(held, world.Time.GetUtcNow() > before);
        });
        Assert.True(caller.Received.Count == (held ? 1 : 0), reason);
    }

    [Fact]
    public void A_second_delivery_meanwhile_is_nacked_and_acknowledged_once_the_line_is_stored()
    {
        var world = new World();
        var caller = new FakeCaller(world.Time) { AnswersAfter = TimeSpan.FromSeconds(100) };
        var configuration = TestConfiguration.Read();
        var message = Message(configuration);
        world.Virtual.Run(async () =>
        {
            var first = NewInstance(world, caller, configuration).HandleAsync(message, default);
            await world.Time.DelayUntilAsync(Due + TimeSpan.FromSeconds(5), default);
            Assert.IsType<Disposition.Nacked>(await NewInstance(world, caller, configuration).HandleAsync(message, default));
            Assert.Same(Disposition.Acknowledge, await first);
            Assert.Same(Disposition.Acknowledge, await NewInstance(world, caller, configuration).HandleAsync(message, default));
        });
        Assert.Single(caller.Received);
        Assert.Equal(2, world.LinesOf(message.Run.LogObject).Length);
    }

    [Fact]
    public void Two_instances_with_the_same_message_in_the_same_millisecond_call_once()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var world = new World(seed);
            var caller = new FakeCaller(world.Time);
            var configuration = TestConfiguration.Read();
            var message = Message(configuration);
            var dispositions = world.Virtual.Run(() => Task.WhenAll(Enumerable.Range(0, 3)
                .Select(_ => NewInstance(world, caller, configuration).HandleAsync(message, default))));
            Assert.Single(caller.Received);
            Assert.Single(dispositions, disposition => disposition is Disposition.Acknowledged);
        }
    }

    [Fact]
    public void The_event_of_a_holder_that_is_gone_gets_the_line_unknown_and_no_second_call()
    {
        var world = new World();
        var caller = new FakeCaller(world.Time);
        var configuration = TestConfiguration.Read();
        var message = Message(configuration);
        world.Virtual.Run(async () =>
        {
            var lost = new Claim(world.NewToken(), Due + configuration.Timeout);
            await world.Claims.TakeAsync(message.Run, message.Event, lost, default);
            await world.Time.DelayUntilAsync(lost.StaleAfter, default);
            Assert.IsType<Disposition.Nacked>(await NewInstance(world, caller, configuration).HandleAsync(message, default));
            await world.Time.DelayUntilAsync(lost.StaleAfter.AddSeconds(1), default);
            Assert.Same(Disposition.Acknowledge, await NewInstance(world, caller, configuration).HandleAsync(message, default));
        });
        Assert.Empty(caller.Received);
        Assert.Contains("\"outcome\":\"unknown\"", world.LinesOf(message.Run.LogObject)[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MAX_LATENESS_S", "1800", 1801, "skipped_late", "later than allowed")]
    [InlineData("MAX_LATENESS_S", "1800", 1799, "ok", "late, but not too late")]
    [InlineData("DRY_RUN", "true", -10, "dry_run", "nobody is called in a dry run")]
    public void What_is_not_to_be_sent_gets_its_line_all_the_same(string variable, string value, int late, string outcome, string reason)
    {
        var world = new World();
        var caller = new FakeCaller(world.Time);
        var configuration = TestConfiguration.Read((variable, value));
        var message = Message(configuration, World.NewRun(invocations: 1, dryRun: configuration.DryRun));
        world.Virtual.Run(async () =>
        {
            await world.Time.DelayUntilAsync(Due.AddSeconds(late), default);
            Assert.Same(Disposition.Acknowledge, await NewInstance(world, caller, configuration).HandleAsync(message, default));
            Assert.True(world.Time.GetUtcNow() >= Due);
        });
        Assert.True(caller.Received.Count == (outcome == "ok" ? 1 : 0), reason);
        Assert.Contains($"\"outcome\":\"{outcome}\"", world.LinesOf(message.Run.LogObject)[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-30, "while it is only held")]
    [InlineData(-1, "when the claim is taken already")]
    public void On_a_stop_the_message_goes_back_at_once_and_another_instance_makes_the_call(double secondsFromDue, string reason)
    {
        var world = new World();
        var caller = new FakeCaller(world.Time);
        var configuration = TestConfiguration.Read();
        var message = Message(configuration);
        world.Virtual.Run(async () =>
        {
            using var stop = new CancellationTokenSource(Due.AddSeconds(secondsFromDue) - world.Time.GetUtcNow(), world.Time);
            Assert.IsType<Disposition.Nacked>(await NewInstance(world, caller, configuration).HandleAsync(message, stop.Token));
            Assert.True(world.Time.GetUtcNow() < Due, reason);
            Assert.Same(Disposition.Acknowledge, await NewInstance(world, caller, configuration).HandleAsync(message, default));
        });
        Assert.Equal(Due, Assert.Single(caller.Received).At);
    }

    [Fact]
    public void On_a_stop_a_call_in_flight_is_finished_and_stored()
    {
        var world = new World();
        var caller = new FakeCaller(world.Time) { AnswersAfter = TimeSpan.FromSeconds(5) };
        var configuration = TestConfiguration.Read();
        var message = Message(configuration);
        world.Virtual.Run(async () =>
        {
            using var stop = new CancellationTokenSource(Due.AddSeconds(1) - world.Time.GetUtcNow(), world.Time);
            Assert.Same(Disposition.Acknowledge, await NewInstance(world, caller, configuration).HandleAsync(message, stop.Token));
        });
        Assert.Contains("\"outcome\":\"ok\"", world.LinesOf(message.Run.LogObject)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_that_the_store_does_not_take_stays_in_memory_and_is_stored_at_the_redelivery()
    {
        var world = new World();
        var caller = new FakeCaller(world.Time);
        var configuration = TestConfiguration.Read();
        var message = Message(configuration);
        world.Virtual.Run(async () =>
        {
            var instance = NewInstance(world, caller, configuration);
            var handling = instance.HandleAsync(message, default);
            await world.Time.DelayUntilAsync(Due, default);
            world.Store.Down = true;
            Assert.IsType<Disposition.Nacked>(await handling);

            world.Store.Down = false;
            Assert.Same(Disposition.Acknowledge, await instance.HandleAsync(message, default));
        });
        Assert.Single(caller.Received);
        Assert.Contains("\"outcome\":\"ok\"", world.LinesOf(message.Run.LogObject)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_slow_target_delays_nobody_else()
    {
        var world = new World();
        var caller = new FakeCaller(world.Time) { AnswersAfter = TimeSpan.FromSeconds(119) };
        var configuration = TestConfiguration.Read();
        var run = World.NewRun(invocations: 1000);
        var instance = NewInstance(world, caller, configuration);
        var messages = Enumerable.Range(1, 1000).Select(index =>
        {
            var planned = new PlannedEvent(
                EventId.Format("exp", run.TraceHour, TraceFunction.HealthCheck, index),
                TraceFunction.HealthCheck,
                index,
                Due.AddMilliseconds(index));
            return new EventMessage(run, planned, Payload.Of(configuration.Workload, run, planned));
        });

        world.Virtual.Run(() => Task.WhenAll(messages.Select(message => instance.HandleAsync(message, default))));

        Assert.Equal(1000, caller.Received.Count);
        Assert.All(caller.Received.Order().Index(), call => Assert.Equal(Due.AddMilliseconds(call.Index + 1), call.Item.At));
        Assert.Equal(1001, world.LinesOf(run.LogObject).Length);
    }

    [Fact]
    public void In_scenario_C_the_dispatcher_is_asked_and_its_answer_logged()
    {
        const string answer =
            """{"status":"scheduled","target_time":"2026-01-20T18:00:00Z","target_region":"europe-north2","priority":3,"delay":"true"}""";
        var world = new World();
        var caller = new FakeCaller(world.Time)
        {
            Answer = result => result with { ResponseJson = System.Text.Json.JsonDocument.Parse(answer).RootElement },
        };
        var configuration = TestConfiguration.Read(
            ("SCENARIO", "c"), ("DISPATCHER_URL", "https://dispatcher.test/dispatch?key=secret"), ("FIXED_REGION", null));
        var message = Message(configuration);

        world.Virtual.Run(() => NewInstance(world, caller, configuration).HandleAsync(message, default));

        Assert.Equal(
            """
            {"function_name":"api_health_check","function_param":{"check":"ping","experiment_id":"exp","scenario":"C",
            """ + """
            "event_id":"exp:2026-01-20T13:00:00Z:api_health_check:01","trace_hour":"2026-01-20T13:00:00Z",
            """ + """
            "dispatch_sent_time_utc":"2026-01-20T13:00:04.501Z"},"delay":"false","deadline":"2026-01-21T11:00:00Z"}
            """,
            Assert.Single(caller.Received).Body);
        var line = world.LinesOf(message.Run.LogObject)[0];
        Assert.DoesNotContain("secret", line, StringComparison.Ordinal);
        Assert.Contains(
            "\"time_shifted\":true,\"end_to_end_latency_ms\":null,\"end_to_end_latency_source\":\"scheduled\","
                + "\"end_to_end_latency_note\":\"time_shifted\"",
            line,
            StringComparison.Ordinal);
        Assert.Contains("region 'europe-north2' is not in FUNCTION_URLS_JSON", line, StringComparison.Ordinal);
    }
}
