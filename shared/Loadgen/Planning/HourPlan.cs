using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Messages;
using Loadgen.Runs;
using Loadgen.Trace;
using Loadgen.Workloads;

namespace Loadgen.Planning;

/// <summary>A run and its events, in the order in which they are due.</summary>
/// <param name="JitterSeconds">The jitter that the events were planned with.</param>
public sealed record HourPlan(Run Run, double JitterSeconds, Workload Workload, PlannedEvents Events)
{
    /// <summary>The plan that a tick asks for, as it is configured now.</summary>
    /// <inheritdoc cref="RequestOf"/>
    public static HourPlan Of(LoadgenConfiguration configuration, Workload workload, Tick tick, DateTimeOffset publishTime) => Of(
        configuration, workload, RequestOf(configuration, tick, "", publishTime), configuration.JitterSeconds);

    /// <summary>The plan of an hour as it is configured now.</summary>
    public static HourPlan Of(LoadgenConfiguration configuration, Workload workload, TraceHour hour, string runId, bool dryRun) => Of(
        configuration,
        workload,
        new(new(configuration.ExperimentId, configuration.Scenario, hour, runId), "", dryRun ? RunKind.Dry : RunKind.OfTheHour),
        configuration.JitterSeconds);

    /// <summary>The plan of a run that was begun, as it was begun.</summary>
    public static HourPlan Of(Workload workload, Run run, double jitterSeconds) =>
        new(run, jitterSeconds, workload, workload.Expand(run.ExperimentId, run.TraceHour, jitterSeconds));

    /// <summary>
    /// The run that a tick asks for: of its own hour, else the configured one, else the one that the tick announces, which is the hour of
    /// its publish time plus <c>TICK_AHEAD_S</c>. Never of the present, so that a late tick keeps its hour.
    /// </summary>
    /// <exception cref="MessageFormatException">
    /// The publish time lies at an end of the calendar, where nothing can be planned around it.
    /// </exception>
    internal static RunRequest RequestOf(LoadgenConfiguration configuration, Tick tick, string tickId, DateTimeOffset publishTime)
    {
        var planner = configuration.Planner
            ?? throw new ArgumentException("The configuration was not read for a planner.", nameof(configuration));
        if (!TraceHour.Containing(publishTime).IsPlannable)
        {
            throw new MessageFormatException(
                $"The tick was published at {Instant.ToSeconds(publishTime)}; allowed is a moment of {TraceHour.PlannableYears}.");
        }

        var hour = tick.TraceHour ?? TraceHour.Containing(configuration.TraceHour ?? (publishTime + planner.TickAhead));
        return new(
            new(configuration.ExperimentId, configuration.Scenario, hour, Instant.ToCompact(publishTime)),
            tickId,
            tick.DryRun ?? configuration.DryRun ? RunKind.Dry : tick.Replay ? RunKind.Replay : RunKind.OfTheHour);
    }

    /// <summary>The plan of a run that was not begun.</summary>
    internal static HourPlan Of(LoadgenConfiguration configuration, Workload workload, RunRequest request, double jitterSeconds)
    {
        var (wanted, isDry) = (request.Run, request.Kind is RunKind.Dry);
        var events = workload.Expand(wanted.ExperimentId, wanted.TraceHour, jitterSeconds);
        var run = new Run(wanted.ExperimentId, wanted.Scenario, wanted.TraceHour, wanted.RunId, events.Count, isDry, LogObject: "")
        {
            LastDue = events.Count > 0 ? events.DueTimes[^1] : null,
        };
        return new(Named(run, wanted.RunId, configuration.Log), jitterSeconds, workload, events);
    }

    /// <summary>The run that the plan proposes to begin.</summary>
    /// <param name="log">Names the log.</param>
    public RunProposal Propose(LogSettings log) => new(Run, JitterSeconds, Workload, runId => Named(Run, runId, log));

    /// <summary>The message of one event.</summary>
    public EventMessage MessageOf(PlannedEvent planned)
    {
        var function = Workload[planned.FunctionId];
        return new(Run, planned, function.Traits, Payload.Of(function.Payload, Run, planned));
    }

    private static Run Named(Run run, string runId, LogSettings log) => run with
    {
        RunId = runId,
        LogObject = LogObjectName.Of(log, run.ExperimentId, run.Scenario, run.TraceHour, runId),
    };
}
