using Loadgen.Calls;
using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Invocation;
using Loadgen.Messages;
using Loadgen.Planning;
using Loadgen.Runs;
using Loadgen.Testing.Workloads;
using Loadgen.Tests.Support;
using Loadgen.Trace;
using Loadgen.Workloads.Files;
using Microsoft.Extensions.Logging.Abstractions;

namespace Loadgen.Tests.Invocation;

public sealed class EventInvokerTests
{
    private static readonly DateTimeOffset Due = World.Hour.AddSeconds(4.501);

    /// <summary>A run of one event, which was begun.</summary>
    private static EventMessage Message(World world, LoadgenConfiguration configuration, bool dryRun = false, bool isRouted = true)
    {
        var run = World.NewRun(invocations: 1, dryRun) with { Scenario = configuration.Scenario };
        world.Begin(run);
        return Message(run, 1, Due) with { Function = new(isRouted ? BuiltInWorkload.HealthCheck : "elsewhere", Delayable: false) };
    }

    private static EventMessage Message(Run run, int index, DateTimeOffset due)
    {
        var eventId = EventId.Format(run.ExperimentId, run.TraceHour, BuiltInWorkload.HealthCheck, index);
        return HourPlan.Of(SomeWorkload.BuiltIn, run, 15).MessageOf(new(eventId, BuiltInWorkload.HealthCheck, index, due));
    }

    private static EventInvoker NewInstance(
        World world, FakeCaller caller, LoadgenConfiguration configuration, CancellationToken stopping = default) => new(
        configuration,
        new KnownRuns(configuration, world.Runs),
        world.Claims,
        world.NewLogs(),
        caller,
        new CallGrace(stopping, world.Time),
        new RecheckedWaiter(world.Time),
        world.Time,
        world.NewToken,
        world.Spans,
        world.Metrics,
        NullLogger<EventInvoker>.Instance);

    private static string ClaimOf(World world, EventMessage message) => world.Paths.ClaimOf(message.Run, message.Event);

    [Fact]
    public void An_event_is_called_at_its_due_instant_and_acknowledged_with_its_line_stored()
    {
        var world = new World();
        var caller = new FakeCaller(world.Time);
        var configuration = TestConfiguration.Read();
        var message = Message(world, configuration);

        var disposition = world.Virtual.Run(() => NewInstance(world, caller, configuration).HandleAsync(message, default));

        Assert.Same(Disposition.Acknowledge, disposition);
        var (at, url, body) = Assert.Single(caller.Received);
        Assert.Equal(Due, at);
        Assert.Equal("http://health.test/", url.AbsoluteUri);
        Assert.Equal([TraceContext.Of(Scenario.A, message.Run.RunId, message.Event.EventId)], caller.Traces);
        Assert.Equal(
            """
            {"check":"ping","experiment_id":"exp","scenario":"A","run_id":"20260120T125900Z",
            """ + """
            "event_id":"exp:2026-01-20T13:00:00Z:api_health_check:01","trace_hour":"2026-01-20T13:00:00Z",
            """ + """
            "dispatch_sent_time_utc":"2026-01-20T13:00:04.501Z"}
            """,
            body);
        var lines = world.LinesOf(message.Run.LogObject);
        Assert.Equal(2, lines.Length);
        Assert.Contains("\"outcome\":\"ok\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("loadgen_complete", lines[1], StringComparison.Ordinal);
        Assert.Equal(lines, world.Printed.Select(line => line.ToString()));
        Assert.Equal(url, Assert.Single(caller.Prepared).Url);
    }

    [Fact]
    public void The_claim_is_made_shortly_before_the_due_instant_and_not_on_the_way_in()
    {
        var world = new World();
        var configuration = TestConfiguration.Read();
        var message = Message(world, configuration);
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
        var message = Message(world, configuration);
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
        var message = Message(world, configuration);
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
            var message = Message(world, configuration);
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
        var message = Message(world, configuration);
        world.Virtual.Run(async () =>
        {
            var lost = await world.Claims.TakeAsync(message.Run, message.Event, world.NewToken(), null, default);
            await world.Time.DelayUntilAsync(lost.StaleAfter, default);
            Assert.IsType<Disposition.Nacked>(await NewInstance(world, caller, configuration).HandleAsync(message, default));
            await world.Time.DelayUntilAsync(lost.StaleAfter.AddMilliseconds(1), default);
            Assert.Same(Disposition.Acknowledge, await NewInstance(world, caller, configuration).HandleAsync(message, default));
        });
        Assert.Empty(caller.Received);
        Assert.Contains("\"outcome\":\"unknown\"", world.LinesOf(message.Run.LogObject)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_claim_that_becomes_stale_while_the_log_is_waited_for_may_have_been_taken_anew_and_is_left_alone()
    {
        var world = new World();
        var configuration = TestConfiguration.Read();
        var message = Message(world, configuration);
        world.Virtual.Run(async () =>
        {
            var held = await world.Claims.TakeAsync(message.Run, message.Event, world.NewToken(), null, default);
            await world.Time.DelayUntilAsync(held.StaleAfter.AddSeconds(-1), default);
            world.Store.OnRequest = request => request.StartsWith($"read {message.Run.LogObject}", StringComparison.Ordinal)
                ? world.Time.DelayUntilAsync(held.StaleAfter.AddSeconds(10), default)
                : Task.CompletedTask;

            var instance = NewInstance(world, new FakeCaller(world.Time), configuration);
            Assert.IsType<Disposition.Nacked>(await instance.HandleAsync(message, default));
        });
        Assert.DoesNotContain(message.Run.LogObject, world.Store.Names);
    }

    [Fact]
    public void On_a_stop_a_message_that_waits_for_the_log_goes_back_at_once()
    {
        var world = new World();
        var configuration = TestConfiguration.Read();
        var message = Message(world, configuration);
        world.Virtual.Run(async () =>
        {
            await world.Claims.TakeAsync(message.Run, message.Event, world.NewToken(), null, default);
            await world.Time.DelayUntilAsync(Due, default);
            world.Store.OnRequest = request =>
            {
                world.Store.Down |= request.StartsWith($"read {message.Run.LogObject}", StringComparison.Ordinal);
                return Task.CompletedTask;
            };
            using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(20), world.Time);

            var instance = NewInstance(world, new FakeCaller(world.Time), configuration);
            Assert.IsType<Disposition.Nacked>(await instance.HandleAsync(message, stop.Token));
            Assert.InRange(world.Time.GetUtcNow() - Due, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(21));
        });
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
        var message = Message(world, configuration, configuration.DryRun);
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
        var message = Message(world, configuration);
        world.Virtual.Run(async () =>
        {
            using var stop = new CancellationTokenSource(Due.AddSeconds(secondsFromDue) - world.Time.GetUtcNow(), world.Time);
            Assert.IsType<Disposition.Nacked>(await NewInstance(world, caller, configuration).HandleAsync(message, stop.Token));
            Assert.True(world.Time.GetUtcNow() < Due, reason);
            Assert.Same(Disposition.Acknowledge, await NewInstance(world, caller, configuration).HandleAsync(message, default));
        });
        Assert.Equal(Due, Assert.Single(caller.Received).At);
    }

    [Theory]
    [InlineData(7.999, "ok", "it ends within 7 s of the stop")]
    [InlineData(8.001, "unknown", "it would end later, and the instance needs the rest of its 10 s to store that it gave up")]
    [InlineData(119, "unknown", "it would outlast the instance")]
    public void A_call_in_flight_at_a_stop_is_stored_as_measured_or_given_up_in_time(double answersAfter, string outcome, string reason)
    {
        var world = new World();
        var caller = new FakeCaller(world.Time) { AnswersAfter = TimeSpan.FromSeconds(answersAfter) };
        var configuration = TestConfiguration.Read();
        var message = Message(world, configuration);
        world.Virtual.Run(async () =>
        {
            using var stop = new CancellationTokenSource(Due.AddSeconds(1) - world.Time.GetUtcNow(), world.Time);
            var instance = NewInstance(world, caller, configuration, stop.Token);
            Assert.Same(Disposition.Acknowledge, await instance.HandleAsync(message, stop.Token));
            Assert.InRange(world.Time.GetUtcNow(), Due.AddSeconds(Math.Min(answersAfter, 8)), Due.AddSeconds(8));
        });
        var line = world.LinesOf(message.Run.LogObject)[0];
        Assert.True(line.Contains($"\"outcome\":\"{outcome}\"", StringComparison.Ordinal), $"{reason}: {line}");
    }

    [Theory]
    [InlineData("A", "sent_time_utc", "not_measured", "\"invoke\":{\"url\":\"http://health.test/\"")]
    [InlineData("C", "dispatcher_sent_time_utc", "not_available", "\"dispatch\":{\"url\":\"https://dispatcher.test/\"")]
    public void The_line_of_a_call_that_was_given_up_says_when_it_was_sent_and_nothing_else(
        string scenario, string sentTime, string source, string call)
    {
        var world = new World();
        var caller = new FakeCaller(world.Time) { AnswersAfter = TimeSpan.FromSeconds(119) };
        var configuration = TestConfiguration.Read(("SCENARIO", scenario), ("DISPATCHER_URL", "https://dispatcher.test/"));
        var message = Message(world, configuration);
        world.Virtual.Run(async () =>
        {
            using var stop = new CancellationTokenSource(Due.AddSeconds(1) - world.Time.GetUtcNow(), world.Time);
            await NewInstance(world, caller, configuration, stop.Token).HandleAsync(message, stop.Token);
        });

        var line = world.LinesOf(message.Run.LogObject)[0];
        Assert.Contains($"\"{sentTime}\":\"2026-01-20T13:00:04.501Z\",\"start_lag_ms\":0,", line, StringComparison.Ordinal);
        Assert.Contains(
            $"\"end_to_end_latency_ms\":null,\"end_to_end_latency_source\":\"{source}\",\"end_to_end_latency_note\":\"unknown\","
                + $"\"outcome\":\"unknown\",{call},\"status_code\":null,\"latency_ms\":null,\"request_bytes\":null,\"response_bytes\":null,"
                + "\"error\":null,",
            line,
            StringComparison.Ordinal);
    }

    [Fact]
    public void When_Pub_Sub_hangs_up_a_call_in_flight_goes_on_and_is_stored()
    {
        var world = new World();
        var caller = new FakeCaller(world.Time) { AnswersAfter = TimeSpan.FromSeconds(119) };
        var configuration = TestConfiguration.Read();
        var message = Message(world, configuration);
        world.Virtual.Run(async () =>
        {
            using var hungUp = new CancellationTokenSource(Due.AddSeconds(1) - world.Time.GetUtcNow(), world.Time);
            Assert.Same(Disposition.Acknowledge, await NewInstance(world, caller, configuration).HandleAsync(message, hungUp.Token));
        });
        Assert.Contains("\"outcome\":\"ok\"", world.LinesOf(message.Run.LogObject)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_that_the_store_does_not_take_stays_in_memory_and_is_stored_at_the_redelivery()
    {
        var world = new World();
        var caller = new FakeCaller(world.Time);
        var configuration = TestConfiguration.Read();
        var message = Message(world, configuration);
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
        world.Begin(run);
        var instance = NewInstance(world, caller, configuration);
        var messages = Enumerable.Range(1, 1000).Select(index => Message(run, index, Due.AddMilliseconds(index)));

        world.Virtual.Run(() => Task.WhenAll(messages.Select(message => instance.HandleAsync(message, default))));

        Assert.Equal(1000, caller.Received.Count);
        Assert.All(caller.Received.Order().Index(), call => Assert.Equal(Due.AddMilliseconds(call.Index + 1), call.Item.At));
        Assert.Equal(1001, world.LinesOf(run.LogObject).Length);
    }

    [Fact]
    public void The_result_of_a_living_instance_is_stored_however_long_the_store_is_away_and_whoever_gets_the_message_too()
    {
        var world = new World();
        var caller = new FakeCaller(world.Time) { AnswersAfter = TimeSpan.FromSeconds(1) };
        var configuration = TestConfiguration.Read(("TIMEOUT_S", "5"));
        var message = Message(world, configuration);
        world.Virtual.Run(async () =>
        {
            var holder = NewInstance(world, caller, configuration).HandleAsync(message, default);
            await world.Time.DelayUntilAsync(Due, default);
            world.Store.Down = true;
            await world.Time.DelayUntilAsync(Due.AddSeconds(500), default);
            world.Store.Down = false;
            Assert.IsType<Disposition.Nacked>(await NewInstance(world, caller, configuration).HandleAsync(message, default));
            Assert.Same(Disposition.Acknowledge, await holder);
        });
        Assert.Single(caller.Received);
        Assert.Contains("\"outcome\":\"ok\"", world.LinesOf(message.Run.LogObject)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_that_cannot_be_stored_is_at_least_told()
    {
        var world = new World();
        var caller = new FakeCaller(world.Time);
        var configuration = TestConfiguration.Read();
        var message = Message(world, configuration);
        world.Virtual.Run(async () =>
        {
            var handling = NewInstance(world, caller, configuration).HandleAsync(message, default);
            await world.Time.DelayUntilAsync(Due, default);
            world.Store.Down = true;
            Assert.IsType<Disposition.Nacked>(await handling);
        });
        Assert.Contains("\"outcome\":\"ok\"", Assert.Single(world.Printed).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_that_comes_after_another_line_of_its_event_is_told_and_changes_no_log()
    {
        var world = new World();
        var caller = new FakeCaller(world.Time) { AnswersAfter = TimeSpan.FromSeconds(5) };
        var configuration = TestConfiguration.Read();
        var message = Message(world, configuration);
        world.Virtual.Run(async () =>
        {
            var handling = NewInstance(world, caller, configuration).HandleAsync(message, default);
            await world.Time.DelayUntilAsync(Due.AddSeconds(1), default);
            var line = World.EventLine(message.Event.EventId, message.Run, "unknown");
            await world.NewLogs().Of(message.Run).AppendAsync(line, default);
            Assert.Same(Disposition.Acknowledge, await handling);
        });
        Assert.Contains("\"outcome\":\"unknown\"", world.LinesOf(message.Run.LogObject)[0], StringComparison.Ordinal);
        Assert.Single(world.Printed, line => line.ToString().Contains("\"outcome\":\"ok\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(459, true, "the call can end 570 s after the push, and its result be stored within the next 20")]
    [InlineData(461, false, "it could end later: another delivery has more time")]
    public void A_claim_that_took_too_long_is_given_back_without_a_call(int secondsAway, bool called, string reason)
    {
        var world = new World();
        var caller = new FakeCaller(world.Time);
        var configuration = TestConfiguration.Read(("TIMEOUT_S", "100"));
        var message = Message(world, configuration);
        world.Virtual.Run(async () =>
        {
            await world.Time.DelayUntilAsync(Due, default);
            var pushed = world.Time.GetUtcNow();
            world.Store.OnRequest = request =>
            {
                // The manifest and the look for a claim are answered; the claim itself is, but late.
                if (request.StartsWith("write", StringComparison.Ordinal) && request.Contains("/claims/", StringComparison.Ordinal))
                    return world.Time.DelayUntilAsync(pushed.AddSeconds(secondsAway + 10), default);
                return Task.CompletedTask;
            };

            var disposition = await NewInstance(world, caller, configuration).HandleAsync(message, default);

            Assert.True(called == disposition is Disposition.Acknowledged, reason);
            Assert.Equal(called, world.Store.Names.Contains(ClaimOf(world, message)));
        });
        Assert.Equal(called ? 1 : 0, caller.Received.Count);
    }

    [Fact]
    public void An_event_that_has_no_route_here_gets_a_line_that_says_so()
    {
        var world = new World();
        var caller = new FakeCaller(world.Time);
        var configuration = TestConfiguration.Read();
        var message = Message(world, configuration, isRouted: false);

        Assert.Same(
            Disposition.Acknowledge, world.Virtual.Run(() => NewInstance(world, caller, configuration).HandleAsync(message, default)));

        Assert.Empty(caller.Received);
        var line = world.LinesOf(message.Run.LogObject)[0];
        Assert.Contains("\"outcome\":\"not_routed\"", line, StringComparison.Ordinal);
        Assert.Contains(
            "\"policy_region\":null,\"policy_region_source\":null,\"target_region\":null,\"target_url\":null",
            line,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_of_a_run_that_was_never_begun_is_refused_and_nobody_called()
    {
        var world = new World();
        var caller = new FakeCaller(world.Time);
        var configuration = TestConfiguration.Read();
        var message = Message(World.NewRun(), 1, Due);

        var refusal = world.Virtual.Run(() => Assert.ThrowsAsync<MessageFormatException>(
            () => NewInstance(world, caller, configuration).HandleAsync(message, default)));

        Assert.Contains("20260120T125900Z", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("no manifest", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(caller.Received);
        Assert.Empty(world.Store.Names);
    }

    [Fact]
    public void The_stored_manifest_is_believed_and_read_once_whatever_messages_say_of_the_run()
    {
        var world = new World();
        var caller = new FakeCaller(world.Time);
        var configuration = TestConfiguration.Read();
        var run = World.NewRun(invocations: 3);
        world.Begin(run);
        var instance = NewInstance(world, caller, configuration);
        world.Store.Requests.Clear();

        world.Virtual.Run(() => Task.WhenAll(Enumerable.Range(1, 3).Select(index => instance.HandleAsync(
            Message(run with { Invocations = index, DryRun = index == 2, LogObject = "loadgen-logs-state/x" }, index, Due), default))));

        Assert.Equal(3, caller.Received.Count);
        Assert.Equal(4, world.LinesOf(run.LogObject).Length);
        Assert.DoesNotContain("loadgen-logs-state/x", world.Store.Names);
        Assert.Single(world.Store.Requests, request => request == $"read {world.Paths.ManifestOf(run)}");
    }

    [Fact]
    public void Without_a_bucket_the_message_is_believed()
    {
        var world = new World();
        var caller = new FakeCaller(world.Time);
        var configuration = TestConfiguration.Read(("LOG_GCS_BUCKET", null));

        Assert.Same(
            Disposition.Acknowledge,
            world.Virtual.Run(() => NewInstance(world, caller, configuration).HandleAsync(Message(World.NewRun(), 1, Due), default)));

        Assert.Single(caller.Received);
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
        var message = Message(world, configuration);

        world.Virtual.Run(() => NewInstance(world, caller, configuration).HandleAsync(message, default));

        Assert.Equal(
            """
            {"function_name":"api_health_check","function_param":{"check":"ping","experiment_id":"exp","scenario":"C",
            """ + """
            "run_id":"20260120T125900Z","event_id":"exp:2026-01-20T13:00:00Z:api_health_check:01","trace_hour":"2026-01-20T13:00:00Z",
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

    [Theory]
    [InlineData("C", Outcome.Ok, "dispatch_failed", "the dispatcher says so")]
    [InlineData("C", Outcome.HttpError, "http_error", "its status says so already")]
    [InlineData("A", Outcome.Ok, "ok", "a function's answer is its own affair")]
    public void An_answer_of_200_can_be_a_failed_dispatch(string scenario, Outcome answered, string outcome, string reason)
    {
        var world = new World();
        var caller = new FakeCaller(world.Time)
        {
            Answer = result => result with
            {
                Outcome = answered,
                ResponseJson = System.Text.Json.JsonDocument.Parse("""{"status":"error"}""").RootElement,
            },
        };
        var configuration = TestConfiguration.Read(("SCENARIO", scenario), ("DISPATCHER_URL", "https://dispatcher.test/"));
        var message = Message(world, configuration);

        world.Virtual.Run(() => NewInstance(world, caller, configuration).HandleAsync(message, default));

        var line = world.LinesOf(message.Run.LogObject)[0];
        Assert.True(line.Contains($"\"outcome\":\"{outcome}\"", StringComparison.Ordinal), $"{reason}: {line}");
    }
}
