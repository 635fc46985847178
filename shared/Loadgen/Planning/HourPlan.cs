using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Messages;
using Loadgen.Runs;
using Loadgen.Trace;

namespace Loadgen.Planning;

/// <summary>A run and its events, in the order in which they are due.</summary>
/// <param name="JitterSeconds">The jitter that the events were planned with.</param>
public sealed record HourPlan(Run Run, double JitterSeconds, IReadOnlyList<PlannedEvent> Events)
{
    /// <summary>
    /// The plan that a tick asks for: of its own hour, else the configured one, else the one that the tick announces, which is the hour of
    /// its publish time plus <c>TICK_AHEAD_S</c>. Never of the present, so that a late tick keeps its hour.
    /// </summary>
    /// <exception cref="MessageFormatException">
    /// The publish time lies at an end of the calendar, where nothing can be planned around it.
    /// </exception>
    public static HourPlan Of(LoadgenConfiguration configuration, IReadOnlyList<TraceFunction> mix, TickDelivery delivery)
    {
        var planner = configuration.Planner
            ?? throw new ArgumentException("The configuration was not read for a planner.", nameof(configuration));
        if (!TraceHour.Containing(delivery.PublishTime).IsPlannable)
        {
            throw new MessageFormatException(
                $"The tick was published at {Instant.ToSeconds(delivery.PublishTime)}; allowed is a moment of {TraceHour.PlannableYears}.");
        }

        var hour = delivery.Tick.TraceHour
            ?? TraceHour.Containing(configuration.TraceHour ?? (delivery.PublishTime + planner.TickAhead));
        var runId = Instant.ToCompact(delivery.PublishTime);
        var events = TracePlan.Expand(mix, configuration.ExperimentId, hour, configuration.JitterSeconds);
        var run = new Run(
            configuration.ExperimentId,
            configuration.Scenario,
            hour,
            runId,
            events.Count,
            delivery.Tick.DryRun ?? configuration.DryRun,
            LogObjectName.Of(configuration.Log, configuration.ExperimentId, configuration.Scenario, hour, runId));
        return new(run, configuration.JitterSeconds, events);
    }

    /// <summary>The plan of a run that was begun, as it was begun.</summary>
    public static HourPlan Of(IReadOnlyList<TraceFunction> mix, Run run, double jitterSeconds) =>
        new(run, jitterSeconds, TracePlan.Expand(mix, run.ExperimentId, run.TraceHour, jitterSeconds));

    /// <summary>The message of one event.</summary>
    public EventMessage MessageOf(PlannedEvent planned, WorkloadSettings workload) => new(Run, planned, Payload.Of(workload, Run, planned));
}
