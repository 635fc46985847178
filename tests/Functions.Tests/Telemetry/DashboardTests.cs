using System.Text.Json;

namespace Loadgen.Functions.Tests.Telemetry;

/// <summary>A receiver of somebody else's, .NET's dashboard of OpenTelemetry, and what it makes of an hour.</summary>
[Collection(TracedHour.OneAtATime)]
public sealed class DashboardTests : IClassFixture<DashboardNotice>
{
    [SkippableTheory]
    [InlineData("http/protobuf")]
    [InlineData("grpc")]
    public async Task Each_event_is_one_trace_from_planner_to_target(string protocol)
    {
        Skip.If(Dashboard.Missing is not null, Dashboard.Missing);
        await using var dashboard = await Dashboard.StartAsync();

        var (planner, invoker) = await TracedHour.RunAsync(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", protocol == "grpc" ? dashboard.Grpc : dashboard.Http),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", protocol));

        // On a busy machine the first export may come after its answer. Nothing else may be wrong with any.
        Assert.DoesNotContain(
            planner.Concat(invoker),
            warning => warning.StartsWith("Spans or metrics", StringComparison.Ordinal)
                && !warning.Contains("not sent within", StringComparison.Ordinal));
        var spans = (
            from resource in (await dashboard.TracesAsync()).GetProperty("data").GetProperty("resourceSpans").EnumerateArray()
            from scope in resource.GetProperty("scopeSpans").EnumerateArray()
            from span in scope.GetProperty("spans").EnumerateArray()
            select (
                Service: ServiceOf(resource),
                Trace: Text(span, "traceId"),
                Id: Text(span, "spanId"),
                Parent: Text(span, "parentSpanId"),
                Name: Text(span, "name"))).ToList();
        Assert.All(TracedHour.Events, id =>
        {
            var trace = TracedHour.TraceOf(id);
            var own = spans.Where(span => span.Trace == trace.TraceId).ToList();
            Assert.Equal(
                [
                    "loadgen-any-target serve", "loadgen-invoker call", "loadgen-invoker claim", "loadgen-invoker hold",
                    "loadgen-invoker store", "loadgen-planner publish",
                ],
                own.Select(span => $"{span.Service} {span.Name}").Order(StringComparer.Ordinal));
            Assert.All(own, span => Assert.True(
                span.Name == "publish" ? span.Id == trace.SpanId : own.Exists(other => other.Id == span.Parent), span.Name));
        });
    }

    private static string? Text(JsonElement element, string member) =>
        element.TryGetProperty(member, out var text) ? text.GetString() : null;

    private static string? ServiceOf(JsonElement resource) => resource.GetProperty("resource").GetProperty("attributes").EnumerateArray()
        .First(attribute => Text(attribute, "key") == "service.name").GetProperty("value").GetProperty("stringValue").GetString();
}
