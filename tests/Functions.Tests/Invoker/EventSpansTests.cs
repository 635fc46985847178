using Google.Cloud.PubSub.V1;
using Google.Protobuf;
using Loadgen.Calls;
using Loadgen.Functions.Tests.Hosting;
using Loadgen.Functions.Tests.Telemetry;
using Loadgen.Telemetry;
using Loadgen.Testing.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Loadgen.Functions.Tests.Invoker;

/// <summary>What an invoker reads and tells of its event's trace.</summary>
[Collection(TracedHour.OneAtATime)] // Nobody else's listener shall hear these spans, and so record them.
public sealed class EventSpansTests
{
    private const string Publishing = "00f067aa0ba902b7";

    private static readonly TraceContext Trace = TraceOfFirst();

    [Theory]
    [InlineData(true, "the span of its publishing is the parent")]
    [InlineData(false, "the root is, which every log tells")]
    public async Task A_traced_event_goes_on_with_its_messages_trace_and_tells_its_target_the_calls_span(bool isNamed, string reason)
    {
        var clock = TestClocks.From(13, 1);
        using var spans = new Spans(clock);
        using var heard = new HeardSpans(spans);
        var traceParent = await CallAsync(clock, isNamed, services => services.AddSingleton(spans));

        var call = heard["call"];
        Assert.Equal($"00-{Trace.TraceId}-{call.SpanId}-01", traceParent);
        Assert.Equal(Trace.TraceId, call.TraceId.ToHexString());
        var root = isNamed ? Publishing : Trace.SpanId;
        Assert.All(["hold", "call", "store"], name => Assert.True(heard[name].ParentSpanId.ToHexString() == root, reason));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_nothing_is_traced_the_target_is_told_the_root(bool isNamed) =>
        Assert.Equal(Trace.ToTraceParent(), await CallAsync(TestClocks.From(13, 1), isNamed, services: null));

    /// <summary>Has the first event called.</summary>
    /// <param name="isNamed">Whether its message names the span of its publishing.</param>
    /// <returns>The header that its target got.</returns>
    private static async Task<string> CallAsync(TimeProvider clock, bool isNamed, Action<IServiceCollection>? services)
    {
        await using var target = await LoopbackTarget.StartAsync((_, response) => response.WriteAsync("{}"));
        using var invoker = FunctionServer.Invoker(
            Variables.Of("A", ("FUNCTION_URLS_JSON", Variables.Urls(_ => target.Origin))), clock, services);
        var message = new PubsubMessage { Data = ByteString.CopyFromUtf8(EventMessages.First()) };
        if (isNamed)
            message.Attributes["googclient_traceparent"] = $"00-{Trace.TraceId}-{Publishing}-01";
        using var push = Pushes.Push(message, "m-1");
        Assert.Equal(200, await invoker.SendAsync(push));
        return Assert.Single(target.Calls).Headers["traceparent"];
    }

    private static TraceContext TraceOfFirst()
    {
        var first = EventMessages.OfHour("A")[0];
        return TraceContext.Of(first.Run.Scenario, first.Run.RunId, first.Event.EventId);
    }
}
