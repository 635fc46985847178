using System.Diagnostics;
using Loadgen.Calls;
using Loadgen.Configuration;
using Loadgen.Messages;
using Loadgen.Planning;
using Loadgen.Testing.Telemetry;
using Loadgen.Tests.Support;
using Loadgen.Workloads.Files;

namespace Loadgen.Tests.Planning;

/// <summary>The planner's spans: its own trace, and the roots of its events'.</summary>
public sealed class PublishSpansTests
{
    private const string PushSpan = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static HeardSpans Listen(PlannerWorld planner) => new(planner.World.Spans);

    private static Disposition Deliver(PlannerWorld planner, TickDelivery delivery) =>
        planner.World.Virtual.Run(() => planner.DeliverAsync(delivery));

    [Fact]
    public void Publishing_is_the_root_of_its_events_trace_and_the_message_says_so()
    {
        var planner = new PlannerWorld();
        using var heard = Listen(planner);
        Assert.Same(Disposition.Acknowledge, Deliver(planner, PlannerWorld.Tick));

        var plan = heard["plan"];
        var published = heard.Ended.FindAll(span => span.OperationName == "publish");
        Assert.Equal(4, published.Count);
        Assert.All(published.Zip(planner.Publisher.Requests.SelectMany(request => request.Messages)), pair =>
        {
            var (span, message) = pair;
            var trace = TraceContext.Of(Scenario.A, "20260120T125900Z", message.Attributes["event_id"]);
            Assert.Equal((trace.TraceId, trace.SpanId), (span.TraceId.ToHexString(), span.SpanId.ToHexString()));
            Assert.Equal(default, span.ParentSpanId);
            Assert.Equal(ActivityKind.Producer, span.Kind);
            Assert.Equal(plan.Context, Assert.Single(span.Links).Context);
            Assert.Equal(trace.ToTraceParent(), message.Attributes["googclient_traceparent"]);
            Assert.Equal(
                ["loadgen.scenario=A", "loadgen.run_id=20260120T125900Z", .. Of(message, "event_id", "function_id")],
                span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"));
        });

        static IEnumerable<string> Of(TopicMessage message, params string[] names) =>
            names.Select(name => $"loadgen.{name}={message.Attributes[name]}");
    }

    [Fact]
    public void A_plans_span_is_its_pushs_child_and_says_what_is_planned()
    {
        var planner = new PlannerWorld();
        using var heard = Listen(planner);
        Deliver(planner, PlannerWorld.Tick with { TraceParent = PushSpan });

        var plan = heard["plan"];
        Assert.Equal(PushSpan, $"00-{plan.TraceId}-{plan.ParentSpanId}-01");
        Assert.Equal(ActivityKind.Consumer, plan.Kind);
        Assert.Equal(
            [
                "loadgen.scenario=A", "loadgen.run_id=20260120T125900Z", "loadgen.trace_hour=2026-01-20T13:00:00Z", "loadgen.events=4",
            ],
            plan.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"));
    }

    [Fact]
    public void A_plans_span_lasts_from_the_delivery_to_its_answer_in_a_trace_of_its_own()
    {
        var planner = new PlannerWorld();
        using var heard = Listen(planner);
        var delivered = planner.Now;
        Deliver(planner, PlannerWorld.Tick);

        var plan = heard["plan"];
        Assert.Equal(delivered.UtcDateTime, plan.StartTimeUtc);
        Assert.Equal(planner.Now.UtcDateTime, plan.StartTimeUtc + plan.Duration);
        Assert.Equal(default, plan.ParentSpanId);
    }

    [Fact]
    public void A_message_that_goes_back_or_cannot_be_read_says_so()
    {
        var planner = new PlannerWorld();
        using var heard = Listen(planner);
        var continuation = PlannerWorld.ContinuationOf(new(Loadgen.Trace.TraceHour.Containing(World.Hour), "20260120T010203Z", 1, null));
        Assert.Throws<MessageFormatException>(() => Deliver(planner, continuation));
        Assert.Equal(("MessageFormatException", ActivityStatusCode.Error), (heard["plan"].GetTagItem("error.type"), heard["plan"].Status));

        heard.Ended.Clear();
        planner.World.Store.Down = true;
        var nacked = Assert.IsType<Disposition.Nacked>(Deliver(planner, PlannerWorld.Tick));
        Assert.Equal(nacked.Reason, heard["plan"].GetTagItem("loadgen.disposition"));
    }

    [Fact]
    public void Publishing_lasts_from_the_request_to_its_confirmation_whatever_is_tried_between_them()
    {
        var planner = new PlannerWorld { Source = new KnownWorkload(BusyWorkload.Burst(3)) };
        planner.Publisher.Latency = Second;
        var due = World.Hour.AddSeconds(30) - planner.Lead;
        planner.Publisher.RefusesUntil = due + (5 * Second);
        using var heard = Listen(planner);
        Deliver(planner, PlannerWorld.Tick);

        // Each attempt takes a second, and the pause after it half of one.
        Assert.All(heard.Ended.Where(span => span.OperationName == "publish"), span =>
        {
            Assert.Equal(due.UtcDateTime, span.StartTimeUtc);
            Assert.Equal(5.5 * Second, span.Duration);
        });
        Assert.Equal(3, heard.Names.Count(name => name == "publish"));
    }

    [Fact]
    public void What_nobody_knows_to_be_published_has_its_span_from_whoever_publishes_it_again()
    {
        var planner = new PlannerWorld(changes: ("PLAN_WINDOW_S", "90")) { Source = new KnownWorkload(BusyWorkload.Of(1, 200)) };
        planner.Publisher.OnRequest = (_, token) => planner.Publisher.Requests.Count == 1
            ? Task.Delay(Timeout.InfiniteTimeSpan, planner.World.Time, token)
            : Task.CompletedTask;
        using var heard = Listen(planner);
        planner.World.Virtual.Run(() => planner.DeliverAllAsync(gap: Second));

        Assert.True(heard.Names.Count(name => name == "plan") > 1);
        Assert.Equal(200, heard.Names.Count(name => name == "publish"));
        Assert.Equal(200, heard.Ended.Where(span => span.OperationName == "publish").Select(span => span.SpanId).Distinct().Count());
    }

    [Theory]
    [InlineData(false, new[] { 9 }, "nine messages fill the request to the byte")]
    [InlineData(true, new[] { 1, 8 }, "what the trace adds to them counts")]
    public void A_request_has_nine_megabytes_at_most(bool isTraced, int[] sizes, string reason)
    {
        var planner = new PlannerWorld { Source = new KnownWorkload(BusyWorkload.Burst(9, payload: Filling())) };
        using var heard = isTraced ? Listen(planner) : null;
        Deliver(planner, PlannerWorld.Tick);

        Assert.True(planner.Publisher.Requests.Select(request => request.Messages.Count).Order().SequenceEqual(sizes), reason);
        Assert.All(planner.Publisher.Requests, request => Assert.InRange(request.Messages.Sum(message => message.Bytes), 0, 9_000_000));
        if (heard is not null)
            Assert.Equal(9, heard.Names.Count(name => name == "publish"));

        static int Filling()
        {
            var planner = new PlannerWorld { Source = new KnownWorkload(BusyWorkload.Burst(1, payload: 0)) };
            Deliver(planner, PlannerWorld.Tick);
            return 1_000_000 - planner.Publisher.Requests.Single().Messages.Single().Bytes;
        }
    }

    [Fact]
    public void Where_nobody_listens_messages_are_as_they_were()
    {
        var planner = new PlannerWorld();
        Deliver(planner, PlannerWorld.Tick);
        Assert.All(
            planner.Publisher.Requests.SelectMany(request => request.Messages),
            message => Assert.DoesNotContain("googclient_traceparent", message.Attributes.Keys));
    }

    [Fact]
    public void What_is_left_out_is_published_with_its_decision()
    {
        var planner = new PlannerWorld();
        using var heard = new HeardSpans(planner.World.Spans, HeardSpans.Nothing);
        Deliver(planner, PlannerWorld.Tick);

        Assert.All(
            planner.Publisher.Requests.SelectMany(request => request.Messages),
            message => Assert.EndsWith("-00", message.Attributes["googclient_traceparent"], StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_linked_to_a_plan_that_is_left_out()
    {
        var planner = new PlannerWorld();
        using var heard = new HeardSpans(planner.World.Spans, parent => parent.TraceId == default
            ? ActivitySamplingResult.PropagationData
            : ActivitySamplingResult.AllDataAndRecorded);
        Deliver(planner, PlannerWorld.Tick);

        var published = heard.Ended.FindAll(span => span.OperationName == "publish");
        Assert.Equal(4, published.Count);
        Assert.All(published, span => Assert.Empty(span.Links));
    }
}
