using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using System.Text.Json;
using Loadgen.Cli.Deployments;
using Loadgen.Cli.Local.Hosting.Processes;
using Loadgen.Cli.Local.PubSub;
using Loadgen.Cli.Tests.Local.Hosting;
using Loadgen.Invoker;
using Loadgen.Messages;
using Loadgen.Planner;
using Loadgen.Samples;
using Loadgen.Testing.Telemetry;
using Loadgen.Trace;

namespace Loadgen.Cli.Tests.Local;

/// <summary>
/// Functions as Cloud Run starts them, each a process, with Google's emulator in between where it is installed: all that they print are
/// entries of Cloud Logging, and those about an event are in its trace, whose spans they send.
/// </summary>
[Collection(nameof(WholeMachine))]
public sealed class CloudRunTraceTests : IAsyncLifetime
{
    private const int Events = 3;

    private const string Workload = """
        workload: 1
        name: mix
        functions:
          f: { delayable: false, schedule: { at: ["00:01", "00:02", "00:05"] } }
        """;

    private static readonly ScenarioResources Resources = new("local-project", "traced");

    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentQueue<(string Service, string Line)> _printed = new();
    private readonly List<LocalProcess> _processes = [];
    private OtlpReceiver _collector = null!;
    private ILocalPubSub _pubSub = null!;

    public async Task InitializeAsync()
    {
        _collector = await OtlpReceiver.StartAsync();
        _pubSub = Emulator.Program is { } program
            ? await GoogleEmulator.StartAsync(program, _folder.Path, static _ => { }, TimeProvider.System, CancellationToken.None)
            : await EmbeddedPubSub.StartAsync(TimeProvider.System, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await EndProcessesAsync();
        await _pubSub.DisposeAsync();
        await _collector.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_planner_invoker_dispatcher_and_target_print_of_an_event_is_found_by_its_trace()
    {
        await TickAsync();
        await WaitForEventsAsync();
        await EndProcessesAsync();

        var entries = _printed.Select(printed => (printed.Service, Json: JsonElement.Parse(printed.Line))).ToList();
        Assert.All(entries, entry => Assert.NotEmpty(entry.Json.GetProperty("severity").GetString()!));
        var lines = entries.Select(entry => entry.Json).Where(entry => entry.TryGetProperty("outcome", out _)).ToList();
        Assert.Equal(Events, lines.Count);
        Assert.All(lines, line => AssertIsFound(line, entries));
    }

    private void AssertIsFound(JsonElement line, List<(string Service, JsonElement Json)> entries)
    {
        var trace = new EventTrace(_collector.Spans, line.GetProperty("trace_id").GetString()!);
        Assert.Equal(
            """
            traced-planner publish
              traced-invoker hold
                traced-invoker claim
              traced-invoker call
                sample-dispatcher serve
                  sample-dispatcher forward
                    sample-f serve
              traced-invoker store
            """,
            trace.ToString());

        var eventId = line.GetProperty("event_id").GetString();
        var about = entries.Where(entry => EventOf(entry.Json) == eventId).ToList();
        // An invoker on a busy machine may warn besides, that it had no time to prepare the call.
        Assert.Equal(
            ["sample-dispatcher", "sample-f", "traced-invoker", "traced-planner"],
            about.Where(entry => entry.Json.GetProperty("severity").GetString() is not "WARNING")
                .Select(entry => entry.Service).Order(StringComparer.Ordinal));
        Assert.All(about, entry =>
        {
            Assert.Equal(NameOf(trace.Spans[0]), TraceOf(entry.Json));
            Assert.Contains(entry.Json.GetProperty("logging.googleapis.com/spanId").GetString(), trace.Spans.Select(span => span.SpanId));
        });
        Assert.Contains(entries, entry => entry.Service is "traced-planner" && TraceOf(entry.Json) == NameOf(trace.Plan));
    }

    private static string NameOf(ReceivedSpan span) => $"projects/my-project/traces/{span.TraceId}";

    private static string? TraceOf(JsonElement entry) =>
        entry.TryGetProperty("logging.googleapis.com/trace", out var trace) ? trace.GetString() : null;

    private static string? EventOf(JsonElement entry) =>
        entry.TryGetProperty("logging.googleapis.com/labels", out var labels) && labels.TryGetProperty("event_id", out var eventId)
            ? eventId.GetString()
            : null;

    /// <summary>Ticks the hour that has begun last: all of it is due at once.</summary>
    private async Task TickAsync()
    {
        var target = await StartAsync("sample-f", typeof(AnyTarget), []);
        var urls = $$$"""{"f":{"europe-north2":"{{{target}}}f"}}""";
        var dispatcher = await StartAsync("sample-dispatcher", typeof(Dispatcher), new() { ["FUNCTION_URLS_JSON"] = urls });
        var variables = new Dictionary<string, string?>
        {
            ["EXPERIMENT_ID"] = "traced",
            ["SCENARIO"] = "C",
            ["DISPATCHER_URL"] = dispatcher.AbsoluteUri,
            ["FUNCTION_URLS_JSON"] = urls,
            ["WORKLOAD_URI"] = _folder.Add("mix.yaml", Workload),
            ["EVENTS_TOPIC"] = Resources.EventsTopic,
            ["MAX_LATENESS_S"] = "7200",
        };
        var planner = await StartAsync("traced-planner", typeof(PlannerFunction), variables);
        var invoker = await StartAsync("traced-invoker", typeof(InvokerFunction), variables);

        using var rest = new PubSubRest(_pubSub.EmulatorHost, TimeProvider.System, static _ => { });
        await new PubSubWiring(rest, speed: 1).WireAsync(new(Resources, planner, invoker), CancellationToken.None);
        var tick = new Tick(TraceHour.Containing(TimeProvider.System.GetUtcNow()), DryRun: null, Replay: false);
        await rest.PublishAsync(
            Resources.TicksTopic, new("a tick", tick.ToUtf8(), ReadOnlyDictionary<string, string>.Empty), CancellationToken.None);
    }

    private async Task<Uri> StartAsync(string service, Type function, Dictionary<string, string?> variables)
    {
        var program = new FunctionProgram(function);
        var process = await LocalProcess.StartAsync(
            service,
            port => program.On(port, new Dictionary<string, string?>(variables)
            {
                ["K_SERVICE"] = service,
                ["GOOGLE_CLOUD_PROJECT"] = "my-project",
                ["PUBSUB_EMULATOR_HOST"] = _pubSub.EmulatorHost,
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = _collector.Endpoint,
            }),
            line => _printed.Enqueue((service, line)),
            TimeProvider.System,
            CancellationToken.None);
        _processes.Add(process);
        return process.Address;
    }

    private async Task WaitForEventsAsync()
    {
        // Against a hang, and not a promise.
        using var enough = new CancellationTokenSource(TimeSpan.FromMinutes(5), TimeProvider.System);
        while (_printed.Count(printed => printed.Line.Contains("\"outcome\":", StringComparison.Ordinal)) < Events)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, enough.Token);
    }

    /// <summary>As Cloud Run does: what is answered first may be finished.</summary>
    private async Task EndProcessesAsync()
    {
        await Task.WhenAll(_processes.Select(process => process.DisposeAsync().AsTask()));
        _processes.Clear();
    }
}
