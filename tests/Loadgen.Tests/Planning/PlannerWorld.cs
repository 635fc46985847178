using Loadgen.Configuration;
using Loadgen.Messages;
using Loadgen.Planning;
using Loadgen.Tests.Support;
using Loadgen.Trace;

namespace Loadgen.Tests.Planning;

/// <summary>A world with planners in it, a minute before the hour.</summary>
internal sealed class PlannerWorld
{
    public PlannerWorld(int seed = 1, params (string Name, string? Value)[] changes)
    {
        World = new World(seed);
        Publisher = new FakePublisher(World.Time);
        // A lead of half a minute, for the instants that the tests name.
        Configuration = TestConfiguration.Read([("LEAD_S", "30"), .. changes]);
    }

    public World World { get; }

    public FakePublisher Publisher { get; }

    public LoadgenConfiguration Configuration { get; set; }

    public CollectedLog<HourPlanner> Told { get; } = new();

    public DateTimeOffset Now => World.Time.GetUtcNow();

    public TimeSpan Lead => Configuration.Planner!.Lead;

    /// <summary>The hour's events as they are planned without anything changed.</summary>
    public static IReadOnlyList<PlannedEvent> Hour { get; } = TracePlan.Expand(
        TraceFunction.DefaultMix, "exp", TraceHour.Containing(World.Hour), 15);

    /// <summary>The scheduler's tick for <see cref="Hour"/>, published a minute before it.</summary>
    public static TickDelivery Tick { get; } = new(new Tick(null, null, Replay: false), "1", World.Hour.AddMinutes(-1));

    public static string LogObject { get; } = "loadgen-logs/exp/A/20260120T130000Z-20260120T125900Z.jsonl";

    /// <summary>One more instance.</summary>
    public HourPlanner NewPlanner() => new(
        Configuration, TraceFunction.DefaultMix, World.Runs, World.NewLogs(), Publisher, World.Time, Told);

    /// <summary>Delivers a tick to a new instance.</summary>
    public Task<Disposition> DeliverAsync(TickDelivery tick, CancellationToken stop = default) => NewPlanner().HandleAsync(tick, stop);

    /// <summary>Delivers a tick until it is acknowledged, each time to a new instance and <paramref name="gap"/> after the last.</summary>
    public async Task DeliverUntilAcknowledgedAsync(TickDelivery tick, TimeSpan gap)
    {
        while (await DeliverAsync(tick) is not Disposition.Acknowledged)
            await Task.Delay(gap, World.Time);
    }

    public CancellationTokenSource StopAt(DateTimeOffset moment) => new(moment - Now, World.Time);

    public int StartLines => World.LinesOf(LogObject).Count(line => line.Contains("loadgen_start", StringComparison.Ordinal));
}
