using Loadgen.Calls;
using Loadgen.Configuration;
using Loadgen.Functions.Tests.Hosting;
using Loadgen.Functions.Tests.Telemetry;
using Loadgen.Telemetry;
using Loadgen.Testing.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace Loadgen.Functions.Tests.Planner;

/// <summary>What a planner's push and its messages say of traces.</summary>
[Collection(TracedHour.OneAtATime)] // Nobody else's listener shall hear these spans, and so record them.
public sealed class TickSpansTests
{
    private const string Attribute = "googclient_traceparent";
    private const string PushSpan = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    [Fact]
    public async Task A_plan_goes_on_with_its_pushs_trace_and_each_message_names_the_root_of_its_events()
    {
        var clock = TestClocks.From(13, 20);
        using var spans = new Spans(clock);
        using var heard = new HeardSpans(spans);
        using var planner = FunctionServer.Planner(Variables.Of("A"), clock, services => services.AddSingleton(spans));
        using var push = Pushes.Push("{}");
        push.Headers.Add("traceparent", PushSpan);
        Assert.Equal(200, await planner.SendAsync(push));

        Assert.Equal(PushSpan, $"00-{heard["plan"].TraceId}-{heard["plan"].ParentSpanId}-01");
        Assert.Equal(4, planner.Publisher.Published.Count);
        Assert.All(planner.Publisher.Published, pair =>
        {
            var root = TraceContext.Of(Scenario.A, "20260120T125802Z", pair.Message.Attributes["event_id"]);
            Assert.Equal(root.ToTraceParent(), pair.Message.Attributes[Attribute]);
            Assert.Contains(heard.Ended, span => span.OperationName == "publish" && span.SpanId.ToHexString() == root.SpanId);
        });
    }

    [Fact]
    public async Task Where_nothing_is_traced_messages_say_nothing_of_it_whatever_the_push_does()
    {
        using var planner = FunctionServer.Planner(Variables.Of("A"), TestClocks.From(13, 20));
        using var push = Pushes.Push("{}");
        push.Headers.Add("traceparent", PushSpan);
        Assert.Equal(200, await planner.SendAsync(push));

        Assert.Equal(4, planner.Publisher.Published.Count);
        Assert.All(planner.Publisher.Published, pair => Assert.DoesNotContain(Attribute, pair.Message.Attributes.Keys));
    }
}
