using System.Collections.Concurrent;
using System.Text.Json;
using Loadgen.Calls;
using Loadgen.Configuration;
using Loadgen.Functions.Tests.Hosting;
using Loadgen.Functions.Tests.Invoker;
using Loadgen.Functions.Tests.Telemetry;
using Loadgen.Invoker;
using Loadgen.Samples;
using Microsoft.Extensions.Time.Testing;

namespace Loadgen.Functions.Tests.Logging;

[Collection(TracedHour.OneAtATime)]
public sealed class EntryTests
{
    private const string RunId = "20260120T125802Z";
    private const string FirstEvent = "exp:2026-01-20T13:00:00Z:api_health_check:01";

    private static readonly (string Name, string? Value) OnCloudRun = ("FunctionsFramework:JsonLogging", "True");

    private static readonly TraceContext OfFirst = TraceContext.Of(Scenario.A, RunId, FirstEvent);

    [SkippableFact]
    public async Task On_Cloud_Run_every_line_of_a_function_is_an_entry_of_Cloud_Logging()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        await using var invoker = await FunctionProcess.StartAsync(
            typeof(InvokerFunction),
            Variables.Of("A", ("GOOGLE_CLOUD_PROJECT", "p"), ("FUNCTION_TARGET", typeof(InvokerFunction).FullName)));
        // Of January 2026, so that it is too late to be sent.
        using var late = Pushes.Push(EventMessages.First());
        using var poison = Pushes.Push("poison", "m-77");
        poison.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        Assert.Equal((200, 400), (await invoker.SendAsync(late), await invoker.SendAsync(poison)));
        await invoker.StopAsync();

        var entries = invoker.Lines.Select(line => JsonElement.Parse(line)).ToList();
        Assert.All(entries, entry => Assert.Contains(Text(entry, "severity"), (string[])["INFO", "WARNING", "ERROR"]));
        Assert.All(entries, entry => Assert.False(entry.TryGetProperty("scopes", out _), entry.GetRawText()));
        Assert.Contains(
            entries, entry => Text(entry, "message")?.StartsWith("LOG_GCS_BUCKET is not set", StringComparison.Ordinal) is true);

        var ofEvent = Assert.Single(entries, entry => entry.TryGetProperty("outcome", out _));
        Assert.Equal(
            ("skipped_late", "WARNING", OfFirst.TraceId, $"projects/p/traces/{OfFirst.TraceId}", OfFirst.SpanId),
            (Text(ofEvent, "outcome"), Text(ofEvent, "severity"), Text(ofEvent, "trace_id"), Trace(ofEvent), SpanId(ofEvent)));
        Assert.Equal(LabelsOfFirst, Labels(ofEvent));

        var ofPoison = Assert.Single(entries, entry => Text(entry, "message")?.Contains("m-77", StringComparison.Ordinal) is true);
        Assert.Equal(
            ("ERROR", "projects/p/traces/0af7651916cd43dd8448eb211c80319c", """{"scenario":"A"}"""),
            (Text(ofPoison, "severity"), Trace(ofPoison), Labels(ofPoison)));
    }

    [Fact]
    public async Task What_an_invoker_says_of_an_event_is_in_the_events_trace_also_where_it_does_not_name_the_event()
    {
        using var invoker = FunctionServer.Invoker(
            Variables.Of("A", OnCloudRun), new FakeTimeProvider(new(2026, 1, 20, 12, 50, 0, TimeSpan.Zero)));
        using var push = Pushes.Push(EventMessages.First(), "m-42");

        Assert.Equal(503, await invoker.SendAsync(push));

        var nacked = EntryWith(invoker.Printed, "Message m-42 is nacked: due in 614 s");
        Assert.Equal(("INFO", OfFirst.TraceId, OfFirst.SpanId), (Text(nacked, "severity"), Trace(nacked), SpanId(nacked)));
        Assert.Equal(LabelsOfFirst, Labels(nacked));
    }

    [Fact]
    public async Task What_a_planner_says_of_a_run_names_the_run_and_is_in_the_ticks_trace()
    {
        using var planner = FunctionServer.Planner(Variables.Of("A", OnCloudRun), TestClocks.From(14, 30));
        using var tick = Pushes.Push("{}");
        tick.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

        Assert.Equal(200, await planner.SendAsync(tick));

        var said = EntryWith(planner.Printed, $"The run {RunId} of 2026-01-20T13:00:00Z has 0 of 4 events published.");
        Assert.Equal(
            ("0af7651916cd43dd8448eb211c80319c", $$"""{"run_id":"{{RunId}}","scenario":"A"}"""), (Trace(said), Labels(said)));
    }

    [Fact]
    public async Task What_a_planner_says_of_an_event_is_in_the_events_trace()
    {
        using var planner = FunctionServer.Planner(Variables.Of("A", OnCloudRun), TestClocks.From(14, 30));
        using var tick = Pushes.Push("{}");

        Assert.Equal(200, await planner.SendAsync(tick));

        var published = EntryWith(planner.Printed, $"\"{FirstEvent} is published.\"");
        Assert.Equal(
            ("INFO", OfFirst.TraceId, OfFirst.SpanId, LabelsOfFirst),
            (Text(published, "severity"), Trace(published), SpanId(published), Labels(published)));
    }

    [Fact]
    public async Task What_invoker_dispatcher_and_target_say_of_an_event_is_in_one_trace()
    {
        var clock = TestClocks.From(13, 1);
        var (byTarget, byDispatcher) = (new ConcurrentQueue<string>(), new ConcurrentQueue<string>());
        await using var target = await SampleTarget.StartAsync<HealthCheck>(Of(OnCloudRun), clock, byTarget.Enqueue);
        var urls = $$$"""{"api_health_check":{"europe-north2":"{{{target.Origin}}}"}}""";
        await using var dispatcher = await SampleTarget.StartAsync<Dispatcher>(
            Of(OnCloudRun, ("FUNCTION_URLS_JSON", urls)), clock, byDispatcher.Enqueue);
        using var invoker = FunctionServer.Invoker(Variables.Of("C", OnCloudRun, ("DISPATCHER_URL", dispatcher.Origin)), clock);
        using var push = Pushes.Push(EventMessages.First("C"));

        Assert.Equal(200, await invoker.SendAsync(push));

        var trace = TraceContext.Of(Scenario.C, RunId, FirstEvent);
        Assert.Equal("ok", Text(EntryWith(invoker.Printed, "outcome"), "outcome"));
        Assert.All(
            [EntryWith(invoker.Printed, "outcome"), EntryWith(byDispatcher, "status_code"), EntryWith(byTarget, "status_code")],
            entry => Assert.Equal(
                ("INFO", trace.TraceId, trace.SpanId, LabelsOfFirst.Replace("\"A\"", "\"C\"", StringComparison.Ordinal)),
                (Text(entry, "severity"), Trace(entry), SpanId(entry), Labels(entry))));
    }

    private static string LabelsOfFirst => $$"""{"event_id":"{{FirstEvent}}","run_id":"{{RunId}}","scenario":"A"}""";

    private static Dictionary<string, string?> Of(params ReadOnlySpan<(string Name, string? Value)> variables)
    {
        var all = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (name, value) in variables)
            all.Add(name, value);
        return all;
    }

    private static JsonElement EntryWith(IEnumerable<string> lines, string text) =>
        JsonElement.Parse(Assert.Single(lines, line => line.Contains(text, StringComparison.Ordinal)));

    private static string? Trace(JsonElement entry) => Text(entry, "logging.googleapis.com/trace");

    private static string? SpanId(JsonElement entry) => Text(entry, "logging.googleapis.com/spanId");

    private static string Labels(JsonElement entry) => entry.GetProperty("logging.googleapis.com/labels").GetRawText();

    private static string? Text(JsonElement entry, string name) => entry.TryGetProperty(name, out var text) ? text.GetString() : null;
}
