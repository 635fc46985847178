using Loadgen.Configuration;
using Loadgen.Messages;
using Loadgen.Planning;
using Loadgen.Testing.Workloads;
using Loadgen.Tests.Support;
using Loadgen.Trace;
using Loadgen.Workloads.Files;

namespace Loadgen.Tests.Planning;

/// <summary>A world with planners in it, a minute before the hour.</summary>
internal sealed class PlannerWorld
{
    public PlannerWorld(int seed = 1, params (string Name, string? Value)[] changes)
    {
        World = new World(seed);
        Publisher = new FakePublisher(World.Time);
        Configuration = TestConfiguration.Read(changes);
    }

    public World World { get; }

    public FakePublisher Publisher { get; }

    public LoadgenConfiguration Configuration { get; set; }

    /// <summary>What planners read; may change.</summary>
    public IWorkloadSource Source { get; set; } = new KnownWorkload(SomeWorkload.BuiltIn);

    public CollectedLog<HourPlanner> Told { get; } = new();

    public DateTimeOffset Now => World.Time.GetUtcNow();

    public TimeSpan Lead => Configuration.Planner!.Lead;

    /// <summary>The hour's events as they are planned without anything changed.</summary>
    public static IReadOnlyList<PlannedEvent> Hour { get; } = SomeWorkload.BuiltIn.Expand("exp", TraceHour.Containing(World.Hour), 15);

    /// <summary>The scheduler's tick for <see cref="Hour"/>, published a minute before it.</summary>
    public static TickDelivery Tick { get; } = new(
        new Tick(null, null, Replay: false), "1", World.Hour.AddMinutes(-1), FakePublisher.TicksTopic);

    /// <summary>SHA-256 of what the manifest pins, as <c>sha256sum</c> gives it.</summary>
    public const string WorkloadHash = "7c428127739293bc8d25966685ad3f162ef044abf4e518804f7d1e71bb72ca05";

    public static string LogObject { get; } = "loadgen-logs/exp/A/20260120T130000Z-20260120T125900Z.jsonl";

    /// <summary>One more instance.</summary>
    public HourPlanner NewPlanner() => new(
        Configuration, Source, World.Runs, World.NewLogs(), Publisher, World.Time, World.Spans, Told);

    /// <summary>Delivers a message to a new instance.</summary>
    public Task<Disposition> DeliverAsync(TickDelivery tick, CancellationToken stop = default) => NewPlanner().HandleAsync(tick, stop);

    /// <summary>
    /// Delivers the tick, and every continuation, until it is acknowledged, each time to a new instance and <paramref name="gap"/> after
    /// the last.
    /// </summary>
    public async Task DeliverAllAsync(TimeSpan gap)
    {
        await DeliverUntilAcknowledgedAsync(Tick, gap);
        for (var i = 0; i < Publisher.Continuations.Count; i++)
        {
            await Task.Delay(gap, World.Time);
            await DeliverUntilAcknowledgedAsync(ContinuationOf(Publisher.Continuations[i].Message), gap);
        }
    }

    public static TickDelivery ContinuationOf(Continuation continuation) =>
        Tick with { Message = continuation, MessageId = $"c{continuation.Number}", PublishTime = World.Hour };

    private async Task DeliverUntilAcknowledgedAsync(TickDelivery message, TimeSpan gap)
    {
        while (await DeliverAsync(message) is not Disposition.Acknowledged)
            await Task.Delay(gap, World.Time);
    }

    public CancellationTokenSource StopAt(DateTimeOffset moment) => new(moment - Now, World.Time);

    public int StartLines => World.LinesOf(LogObject).Count(line => line.Contains("loadgen_start", StringComparison.Ordinal));
}
