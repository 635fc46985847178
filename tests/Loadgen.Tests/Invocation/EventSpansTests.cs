using System.Diagnostics;
using Loadgen.Calls;
using Loadgen.Messages;
using Loadgen.Testing.Telemetry;

namespace Loadgen.Tests.Invocation;

/// <summary>An event's trace in the invoker.</summary>
public sealed class EventSpansTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static readonly string[] Whole = ["hold", "claim", "call", "store"];

    [Fact]
    public void An_event_is_one_trace_from_the_root_that_every_log_tells_to_the_stored_line()
    {
        using var traced = new TracedEvent();
        Assert.Same(Disposition.Acknowledge, traced.Deliver());

        var spans = traced.Spans!;
        Assert.Equal(Whole.Order(), spans.Names.Order());
        Assert.All(spans.Ended, span => Assert.Equal(traced.Trace.TraceId, span.TraceId.ToHexString()));
        Assert.All(["hold", "call", "store"], name => Assert.Equal(traced.Trace.SpanId, spans[name].ParentSpanId.ToHexString()));
        Assert.Equal(spans["hold"].SpanId, spans["claim"].ParentSpanId);
        Assert.Equal(
            [ActivityKind.Consumer, ActivityKind.Internal, ActivityKind.Client, ActivityKind.Internal],
            Whole.Select(name => spans[name].Kind));
        Assert.All(spans.Ended, span =>
        {
            Assert.Equal(ActivityStatusCode.Unset, span.Status);
            Assert.Equal(traced.Message.Event.EventId, span.GetTagItem("loadgen.event_id"));
            Assert.Equal(traced.Run.RunId, span.GetTagItem("loadgen.run_id"));
            Assert.Equal("A", span.GetTagItem("loadgen.scenario"));
            Assert.Equal("api_health_check", span.GetTagItem("loadgen.function_id"));
            Assert.Null(span.GetTagItem("loadgen.disposition"));
        });
    }

    [Fact]
    public void An_event_is_held_until_it_is_due_and_its_call_lasts_from_then_until_the_answer()
    {
        using var traced = new TracedEvent();
        var arrived = traced.World.Time.GetUtcNow();
        traced.Deliver();

        var (hold, claim, call, store) = (Times("hold"), Times("claim"), Times("call"), Times("store"));
        Assert.Equal((arrived, TracedEvent.Due), hold);
        Assert.InRange(claim.Begin, TracedEvent.Due - (2 * Second), TracedEvent.Due);
        Assert.InRange(claim.End, claim.Begin, TracedEvent.Due);
        Assert.Equal((TracedEvent.Due, TracedEvent.Due + traced.Caller.AnswersAfter), call);
        Assert.Equal(call.End, store.Begin);

        (DateTimeOffset Begin, DateTimeOffset End) Times(string name)
        {
            var span = traced.Spans![name];
            var begin = new DateTimeOffset(span.StartTimeUtc);
            return (begin, begin + span.Duration);
        }
    }

    [Fact]
    public void The_target_is_told_the_calls_span_and_the_span_says_what_was_asked_and_answered()
    {
        using var traced = new TracedEvent();
        traced.Deliver();

        var call = traced.Spans!["call"];
        var told = Assert.Single(traced.Caller.Traces);
        Assert.Equal((traced.Trace.TraceId, call.SpanId.ToHexString()), (told.TraceId, told.SpanId));
        Assert.Equal(
            [
                "http.request.method=POST", "url.full=http://health.test/", "server.address=health.test", "server.port=80",
                "loadgen.start_lag_ms=0", "loadgen.outcome=ok", "http.response.status_code=200", "network.protocol.version=1.1",
            ],
            call.TagObjects.Skip(4).Select(tag => $"{tag.Key}={tag.Value}"));
        Assert.Equal("ok", traced.Spans["store"].GetTagItem("loadgen.outcome"));
    }

    public static TheoryData<string, bool, string> Published => new()
    {
        { "00-{trace}-00f067aa0ba902b7-01", true, "the planner's span of this event" },
        { "00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01", false, "somebody else's trace" },
        { "00-{trace}-0000000000000000-01", false, "no span" },
        { "what you like", false, "no traceparent" },
    };

    [Theory]
    [MemberData(nameof(Published))]
    public void The_message_names_the_root_where_it_is_one_of_the_events_own_trace(string traceParent, bool isRoot, string reason)
    {
        using var traced = new TracedEvent();
        traced.Message = traced.Message with
        {
            TraceParent = traceParent.Replace("{trace}", traced.Trace.TraceId, StringComparison.Ordinal),
        };
        traced.Deliver();

        var root = isRoot ? "00f067aa0ba902b7" : traced.Trace.SpanId;
        Assert.Equal(Whole.Order(), traced.Spans!.Names.Order());
        Assert.All(traced.Spans.Ended, span => Assert.Equal(traced.Trace.TraceId, span.TraceId.ToHexString()));
        Assert.All(["hold", "call", "store"], name => Assert.True(root == traced.Spans[name].ParentSpanId.ToHexString(), reason));
    }

    [Theory]
    [InlineData("01", true, "the planner records it")]
    [InlineData("00", false, "the planner leaves it out")]
    public void A_sampler_hears_what_the_planner_decided(string flags, bool isRecorded, string reason)
    {
        using var traced = new TracedEvent();
        traced.Message = traced.Message with { TraceParent = $"00-{traced.Trace.TraceId}-{traced.Trace.SpanId}-{flags}" };
        var parents = new List<ActivityContext>();
        traced.Deliver(sample: parent =>
        {
            parents.Add(parent);
            return parent.TraceFlags.HasFlag(ActivityTraceFlags.Recorded)
                ? ActivitySamplingResult.AllDataAndRecorded
                : HeardSpans.Nothing(parent);
        });

        Assert.True(parents[0].IsRemote);
        Assert.True(isRecorded == (traced.Spans!.Names.Count() == Whole.Length), reason);
        if (!isRecorded)
            Assert.Equal([traced.Trace], traced.Caller.Traces);
    }

    [Fact]
    public void Where_nothing_is_traced_the_target_is_told_the_root()
    {
        using var traced = new TracedEvent();
        traced.Message = traced.Message with { TraceParent = $"00-{traced.Trace.TraceId}-00f067aa0ba902b7-01" };
        traced.DeliverUnheard();
        Assert.Equal([traced.Trace], traced.Caller.Traces);
    }

    public static TheoryData<Outcome, int?, string?, string?, string> Answers => new()
    {
        { Outcome.Ok, 204, null, null, "an answer of 2xx" },
        { Outcome.HttpError, 503, null, "503", "any other answer" },
        { Outcome.Timeout, null, "Timeout: no complete answer within 120 s", "timeout", "no answer in time" },
        { Outcome.Timeout, 200, "Timeout: no complete answer within 120 s", "timeout", "half an answer in time" },
        { Outcome.ConnectionError, null, "ConnectionRefused: nobody listens", "connection_error", "no answer" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void A_calls_span_fails_where_its_outcome_is_not_ok(Outcome outcome, int? status, string? error, string? type, string reason)
    {
        using var traced = new TracedEvent();
        traced.Caller.Answer = result => result with { Outcome = outcome, StatusCode = status, Error = error };
        traced.Deliver();

        var call = traced.Spans!["call"];
        Assert.Equal(outcome.ToName(), call.GetTagItem("loadgen.outcome"));
        Assert.Equal(status, call.GetTagItem("http.response.status_code"));
        Assert.Equal(type, call.GetTagItem("error.type"));
        Assert.Equal(error, call.StatusDescription);
        Assert.True(call.Status == (outcome is Outcome.Ok ? ActivityStatusCode.Unset : ActivityStatusCode.Error), reason);
    }

    [Fact]
    public void A_dispatcher_that_says_that_it_failed_makes_the_calls_span_fail()
    {
        using var traced = new TracedEvent(changes: [("SCENARIO", "C"), ("DISPATCHER_URL", "https://dispatcher.test/d?key=secret")]);
        traced.Caller.Answer = result => result with
        {
            ResponseJson = System.Text.Json.JsonElement.Parse("""{"status":"failed"}"""),
        };
        traced.Deliver();

        var call = traced.Spans!["call"];
        Assert.Equal("https://dispatcher.test/d?key=…", call.GetTagItem("url.full"));
        Assert.Equal(200, call.GetTagItem("http.response.status_code"));
        Assert.Equal("dispatch_failed", call.GetTagItem("error.type"));
        Assert.Equal(ActivityStatusCode.Error, call.Status);
    }

    [Theory]
    [InlineData(true, "api_health_check", 0, "dry_run", "nobody is called in a dry run")]
    [InlineData(false, "elsewhere", 0, "not_routed", "nobody knows where")]
    [InlineData(false, "api_health_check", 1801, "skipped_late", "it is too late")]
    public void What_is_not_sent_has_no_call_and_the_rest_of_the_trace(
        bool dryRun, string function, int late, string outcome, string reason)
    {
        using var traced = new TracedEvent(dryRun, function, ("MAX_LATENESS_S", "1800"));
        traced.Message = traced.Message with
        {
            Event = traced.Message.Event with { ScheduledTime = TracedEvent.Due.AddSeconds(late > 0 ? -late - 100 : 0) },
        };
        Assert.Same(Disposition.Acknowledge, traced.Deliver());

        Assert.True(traced.Spans!.Names.Order().SequenceEqual(["claim", "hold", "store"]), reason);
        Assert.Equal(outcome, traced.Spans["store"].GetTagItem("loadgen.outcome"));
    }

    [Theory]
    [InlineData(30, "claim", false, "it is only held")]
    [InlineData(63.5, "claim", true, "the claim is taken, and the call is ready")]
    public void A_message_that_goes_back_says_why_and_has_no_call(double stopAfter, string claim, bool isClaimed, string reason)
    {
        using var traced = new TracedEvent();
        var nacked = Assert.IsType<Disposition.Nacked>(traced.Deliver(stopAfter * Second));

        Assert.True(traced.Spans!.Names.Contains(claim) == isClaimed, reason);
        Assert.DoesNotContain("call", traced.Spans.Names);
        Assert.DoesNotContain("store", traced.Spans.Names);
        Assert.Equal(nacked.Reason, traced.Spans["hold"].GetTagItem("loadgen.disposition"));
    }

    [Fact]
    public void A_message_that_cannot_be_worked_on_fails_its_hold()
    {
        using var traced = new TracedEvent();
        traced.Message = traced.Message with { Run = traced.Run with { RunId = "20260120T010203Z" } };
        Assert.Throws<MessageFormatException>(() => traced.Deliver());

        var hold = traced.Spans!["hold"];
        Assert.Equal((ActivityStatusCode.Error, "MessageFormatException"), (hold.Status, hold.GetTagItem("error.type")));
    }

    [Fact]
    public void A_call_that_is_given_up_fails_when_it_is()
    {
        using var traced = new TracedEvent();
        traced.Caller.AnswersAfter = 60 * Second;
        traced.Deliver(stopAfter: TracedEvent.Due - traced.World.Time.GetUtcNow() + Second);

        var call = traced.Spans!["call"];
        Assert.Equal(8 * Second, call.Duration);
        Assert.Equal(("unknown", ActivityStatusCode.Error), (call.GetTagItem("error.type"), call.Status));
        Assert.Equal("unknown", traced.Spans["store"].GetTagItem("loadgen.outcome"));
    }

    [Fact]
    public void A_line_that_waits_in_memory_fails_its_span_and_has_another_at_the_redelivery_where_nobody_is_called()
    {
        using var traced = new TracedEvent();
        traced.Caller.Answer = result =>
        {
            traced.World.Store.Down = true;
            return result;
        };
        Assert.IsType<Disposition.Nacked>(traced.Deliver());
        var failed = traced.Spans!["store"];
        Assert.Equal(("timeout", ActivityStatusCode.Error), (failed.GetTagItem("error.type"), failed.Status));

        traced.World.Store.Down = false;
        Assert.Same(Disposition.Acknowledge, traced.Deliver());
        Assert.Equal(["hold", "store"], traced.Spans.Names.Order());
        Assert.Equal(ActivityStatusCode.Unset, traced.Spans["store"].Status);
    }

    [Fact]
    public void An_event_whose_holder_is_lost_has_the_trace_of_its_line()
    {
        using var traced = new TracedEvent();
        traced.World.Virtual.Run(() => traced.World.Claims.TakeAsync(traced.Run, traced.Message.Event, Guid.Empty, null, default));
        traced.World.Virtual.Run(() => Task.Delay(TimeSpan.FromMinutes(11), traced.World.Time));
        Assert.Same(Disposition.Acknowledge, traced.Deliver());

        Assert.Equal(["claim", "hold", "store"], traced.Spans!.Names.Order());
        Assert.Equal("unknown", traced.Spans["store"].GetTagItem("loadgen.outcome"));
    }

    [Fact]
    public void A_second_delivery_of_what_is_stored_is_held_and_claimed_and_stores_nothing()
    {
        using var traced = new TracedEvent();
        traced.Deliver();
        Assert.Same(Disposition.Acknowledge, traced.Deliver());
        Assert.Equal(["claim", "hold"], traced.Spans!.Names.Order());
    }
}
