using System.Text.Json;
using Loadgen.Cli.Tests.Local.Hosting;
using Loadgen.Testing.Telemetry;

namespace Loadgen.Cli.Tests.Local;

/// <summary>What the processes of the local cloud send to the collector that the operator's environment names.</summary>
[Collection(nameof(WholeMachine))]
public sealed class UpTraceTests : IDisposable
{
    private const string Workload = """
        workload: 1
        name: mix
        functions:
          f: { delayable: false, schedule: { at: ["00:01", "00:02", "00:05"] } }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Through Google's emulator, where it is installed.</summary>
    [Fact]
    public async Task Each_event_of_an_hour_is_one_trace_from_planner_to_target()
    {
        _folder.Add("mix.yaml", Workload);
        await using var collector = await OtlpReceiver.StartAsync();
        await using var up = new LoadgenProcess(
            _folder.Path,
            new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Endpoint },
            "up", "--workload", "mix.yaml", "--scenario", "C", "--hour", "2026-01-20T12:00Z",
            "--pubsub", Emulator.Program is null ? "embedded" : "google");
        await up.WaitForAsync("Ready.");

        var (code, output) = await LoadgenProcess.RunAsync(_folder.Path, "tick");
        Assert.True(code == (int)ExitCode.Success, output);
        await up.WaitForAsync("hour 12:00 is complete: 3 of 3, 3 ok");
        Assert.Equal((int)ExitCode.Success, await up.InterruptAsync());

        var log = Assert.Single(Directory.GetFiles(_folder.Path, "*.jsonl", SearchOption.AllDirectories));
        var events = File.ReadLines(log).Select(line => JsonElement.Parse(line))
            .Where(line => line.TryGetProperty("event_id", out _)).ToList();
        Assert.Equal(3, events.Count);
        Assert.All(events, line => AssertIsOneTrace(line, new(collector.Spans, line.GetProperty("trace_id").GetString()!)));
    }

    private static void AssertIsOneTrace(JsonElement line, EventTrace trace)
    {
        Assert.Equal(
            """
            loadgen-planner publish
              loadgen-invoker hold
                loadgen-invoker claim
              loadgen-invoker call
                loadgen-dispatcher serve
                  loadgen-dispatcher forward
                    loadgen-any-target serve
              loadgen-invoker store
            """,
            trace.ToString());
        var eventId = line.GetProperty("event_id").GetString();
        Assert.All(trace.Spans, span => Assert.Equal(eventId, span.Attributes["loadgen.event_id"]));
        Assert.Equal(("plan", "loadgen-planner"), (trace.Plan.Name, trace.Plan.Service));
        // By the clock that all processes share.
        Assert.Equal(line.GetProperty("dispatcher_sent_time_utc").GetDateTimeOffset(), trace["call"].Start, TimeSpan.FromMilliseconds(1));
    }
}
