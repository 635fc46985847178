using Loadgen.Claims;
using Loadgen.Configuration;
using Loadgen.Logs;
using Loadgen.Records;
using Loadgen.Runs;
using Loadgen.Simulation.Kernel;
using Loadgen.Storage;
using Loadgen.Telemetry;
using Loadgen.Testing.Workloads;
using Loadgen.Trace;

namespace Loadgen.Tests.Support;

/// <summary>A small world on virtual time: a store that can be made to fail, and the parts that stand on it.</summary>
internal sealed class World
{
    public static readonly DateTimeOffset Hour = new(2026, 1, 20, 13, 0, 0, TimeSpan.Zero);

    private readonly Random _random;

    public World(int seed = 1)
    {
        _random = new Random(seed);
        Virtual = new VirtualWorld(Hour - TimeSpan.FromMinutes(1), _random);
        Store = new FaultyStore(new MemoryObjectStore());
        Spans = new Spans(Time);
        Retry = new StoreRetry(Time, _random.NextDouble, Metrics);
        Claims = new ClaimStore(Store, Paths, Retry, Time);
        Runs = new RunStore(Store, Paths, Retry);
    }

    public VirtualWorld Virtual { get; }

    public TimeProvider Time => Virtual.Clock;

    public FaultyStore Store { get; }

    public RunPaths Paths { get; } = new("loadgen-logs");

    public StoreRetry Retry { get; }

    public ClaimStore Claims { get; }

    public RunStore Runs { get; }

    public Spans Spans { get; }

    public Metrics Metrics { get; } = new();

    /// <summary>What instances printed.</summary>
    public List<LogLine> Printed { get; } = [];

    /// <summary>The logs as one more instance sees them.</summary>
    /// <param name="store">What it sees the store through.</param>
    /// <param name="mostInOneObject">Runs of more events have shards.</param>
    public RunLogs NewLogs(IObjectStore? store = null, int mostInOneObject = 2000) => new(
        store ?? Store, Paths, new LogServices(Retry, Time, NewToken, (_, line) => Printed.Add(line), Metrics)
        {
            MostInOneObject = mostInOneObject,
        });

    public Guid NewToken()
    {
        Span<byte> bytes = stackalloc byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes);
    }

    /// <summary>Stores the manifest of a run, so that there is such a run.</summary>
    public void Begin(Run run) => Virtual.Run(() => Runs.AdoptAsync(Propose(run), "1", default));

    /// <summary>What a tick would have begun as <paramref name="run"/>.</summary>
    public static RunProposal Propose(Run run, double jitter = 15) => new(
        run, jitter, SomeWorkload.BuiltIn, runId => runId == run.RunId ? run : run with { RunId = runId, LogObject = $"{runId}.jsonl" });

    public static RunManifest NewManifest(Run run) => new(run, "1", 15, new("built-in", "0123456789abcdef"));

    /// <summary>The lines of an object, and a failure where it does not end in a newline.</summary>
    public string[] LinesOf(string name)
    {
        var text = Store.TextOf(name) ?? throw new InvalidOperationException($"There is no '{name}'.");
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        return text[..^1].Split('\n');
    }

    public static Run NewRun(int invocations = 4, bool dryRun = false) => new(
        "exp", Scenario.A, TraceHour.Containing(Hour), "20260120T125900Z", invocations, dryRun, "loadgen-logs/exp/A/log.jsonl");

    public static LogLine StartLine(Run run) => RunLine.OfStart(NewManifest(run), TestConfiguration.Read(), new("machine", 1), Hour);

    public static LogLine EventLine(string eventId, Run run, string outcome = "ok") => new(
        LineKey.OfEvent(eventId),
        System.Text.Encoding.UTF8.GetBytes(
            $$"""
            {"experiment_id":"{{run.ExperimentId}}","scenario":"{{run.Scenario}}","event_id":"{{eventId}}",
            """ + $$"""
            "trace_hour":"{{run.TraceHour}}","run_id":"{{run.RunId}}","outcome":"{{outcome}}"}
            """));
}
