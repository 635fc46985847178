using Loadgen.Testing.Telemetry;

namespace Loadgen.Functions.Tests.Telemetry;

/// <summary>What a receiver makes of an hour: planner, Pub/Sub, invoker and target in their real hosts.</summary>
[Collection(TracedHour.OneAtATime)]
public sealed class TraceTests : IAsyncLifetime
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private OtlpReceiver _receiver = null!;

    public async Task InitializeAsync() => _receiver = await OtlpReceiver.StartAsync();

    public async Task DisposeAsync() => await _receiver.DisposeAsync();

    [Fact]
    public async Task An_event_is_one_trace_from_planner_to_target_and_complete_when_its_message_is_acknowledged()
    {
        await TracedHour.RunAsync((Endpoint, _receiver.Endpoint));

        var spans = _receiver.Spans;
        var plan = Assert.Single(spans, span => span.Name == "plan");
        Assert.Equal(
            (TracedHour.TickTrace, TracedHour.TickSpan, "loadgen-planner", "CONSUMER"),
            (plan.TraceId, plan.ParentSpanId, plan.Service, plan.Kind));
        Assert.Equal(4L, plan.Attributes["loadgen.events"]);
        Assert.All(TracedHour.Events, id =>
        {
            var trace = TracedHour.TraceOf(id);
            var own = spans.Where(span => span.TraceId == trace.TraceId).ToDictionary(span => span.Name, StringComparer.Ordinal);
            string SpanOf(string name) => own[name].SpanId;
            Assert.Equal(
                [
                    ("call", SpanOf("publish"), "loadgen-invoker", "CLIENT"),
                    ("claim", SpanOf("hold"), "loadgen-invoker", "INTERNAL"),
                    ("hold", SpanOf("publish"), "loadgen-invoker", "CONSUMER"),
                    ("publish", "", "loadgen-planner", "PRODUCER"),
                    ("serve", SpanOf("call"), "loadgen-any-target", "SERVER"),
                    ("store", SpanOf("publish"), "loadgen-invoker", "INTERNAL"),
                ],
                own.Values.OrderBy(span => span.Name, StringComparer.Ordinal)
                    .Select(span => (span.Name, span.ParentSpanId, span.Service, span.Kind)));
            Assert.Equal(trace.SpanId, SpanOf("publish"));
            Assert.Equal(new ReceivedLink(plan.TraceId, plan.SpanId), Assert.Single(own["publish"].Links));
            Assert.All(own.Values, span => Assert.Equal(id, span.Attributes["loadgen.event_id"]));
        });
        Assert.Equal(1 + (6 * TracedHour.Events.Length), spans.Count);
    }

    [Fact]
    public async Task The_metrics_of_an_hour_arrive_with_the_last_acknowledgement()
    {
        await TracedHour.RunAsync((Endpoint, _receiver.Endpoint));

        var last = _receiver.Metrics.Where(metric => metric.Service == "loadgen-invoker").ToLookup(metric => metric.Name);
        Assert.Equal(4.0, Newest("loadgen.events").Sum(metric => metric.Value));
        Assert.All(Newest("loadgen.events"), metric => Assert.Equal("ok", metric.Attributes["loadgen.outcome"]));
        Assert.Equal(4m, Newest("loadgen.event.lag").Sum(metric => (decimal)metric.Count!));
        foreach (var name in new[] { "loadgen.events.held", "loadgen.calls.in_flight", "loadgen.lines.pending" })
            Assert.Equal(0, Assert.Single(Newest(name)).Value);

        IEnumerable<ReceivedMetric> Newest(string name) => last[name].Where(metric => metric.Time == last[name].Max(other => other.Time));
    }

    [Fact]
    public async Task A_receiver_that_is_away_changes_nothing_but_the_log()
    {
        // Nobody listens at port 1.
        const string away = "http://127.0.0.1:1";

        var (planner, invoker) = await TracedHour.RunAsync((Endpoint, away));

        Assert.Contains(away, Assert.Single(planner, IsOfTelemetry), StringComparison.Ordinal);
        Assert.Contains(away, Assert.Single(invoker, IsOfTelemetry), StringComparison.Ordinal);

        static bool IsOfTelemetry(string warning) => warning.StartsWith("Spans or metrics are late or lost", StringComparison.Ordinal);
    }
}
