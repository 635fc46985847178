using System.Diagnostics;
using Loadgen.Calls;
using Loadgen.Clocks;
using Loadgen.Invocation;
using Loadgen.Messages;
using Loadgen.Planning;
using Loadgen.Runs;
using Loadgen.Testing.Telemetry;
using Loadgen.Testing.Workloads;
using Loadgen.Tests.Support;
using Loadgen.Trace;
using Loadgen.Workloads.Files;
using Microsoft.Extensions.Logging.Abstractions;

namespace Loadgen.Tests.Invocation;

/// <summary>An event a minute before it is due, an invoker, and somebody who listens to both.</summary>
internal sealed class TracedEvent : IDisposable
{
    public static readonly DateTimeOffset Due = World.Hour.AddSeconds(4.501);

    private readonly Lazy<EventInvoker> _invoker;
    private readonly CancellationTokenSource _stopping = new();

    public TracedEvent(bool dryRun = false, string functionId = BuiltInWorkload.HealthCheck, params (string Name, string? Value)[] changes)
    {
        var configuration = TestConfiguration.Read(changes);
        Caller = new FakeCaller(World.Time);
        Metrics = new HeardMetrics(World.Metrics);
        var run = World.NewRun(invocations: 1, dryRun) with { Scenario = configuration.Scenario };
        World.Begin(run);
        var eventId = EventId.Format(run.ExperimentId, run.TraceHour, BuiltInWorkload.HealthCheck, 1);
        Message = HourPlan.Of(SomeWorkload.BuiltIn, run, 15).MessageOf(new(eventId, BuiltInWorkload.HealthCheck, 1, Due))
            with
        {
            Function = new(functionId),
        };
        Trace = TraceContext.Of(run.Scenario, run.RunId, eventId);
        _invoker = new(() => new(
            configuration,
            new KnownRuns(configuration, World.Runs),
            World.Claims,
            World.NewLogs(),
            Caller,
            new CallGrace(_stopping.Token, World.Time),
            new RecheckedWaiter(World.Time),
            World.Time,
            World.NewToken,
            World.Spans,
            World.Metrics,
            NullLogger<EventInvoker>.Instance));
    }

    public World World { get; } = new();

    public FakeCaller Caller { get; }

    public HeardMetrics Metrics { get; }

    public HeardSpans? Spans { get; private set; }

    public EventMessage Message { get; set; }

    public TraceContext Trace { get; }

    public Run Run => Message.Run;

    /// <summary>Lets the world go until the event's message is answered, and hears its spans.</summary>
    /// <param name="stopAfter">When the instance is told to stop.</param>
    public Disposition Deliver(TimeSpan? stopAfter = null, Func<ActivityContext, ActivitySamplingResult>? sample = null)
    {
        Spans?.Dispose();
        Spans = new HeardSpans(World.Spans, sample);
        return DeliverUnheard(stopAfter);
    }

    /// <summary>The same, while nobody listens to spans.</summary>
    public Disposition DeliverUnheard(TimeSpan? stopAfter = null) => World.Virtual.Run(async () =>
    {
        using var after = new CancellationTokenSource(stopAfter ?? Timeout.InfiniteTimeSpan, World.Time);
        await using var registration = after.Token.Register(_stopping.Cancel);
        return await _invoker.Value.HandleAsync(Message, _stopping.Token);
    });

    public void Dispose()
    {
        Spans?.Dispose();
        Metrics.Dispose();
        _stopping.Dispose();
    }
}
