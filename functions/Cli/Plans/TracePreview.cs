using System.Text.Json.Nodes;
using Loadgen.Configuration;
using Loadgen.Messages;
using Loadgen.Runs;
using Loadgen.Trace;

namespace Loadgen.Cli.Plans;

/// <summary>What an hour would do: its events, what each would send, and where to.</summary>
/// <param name="Events">The events, in the order in which they are due.</param>
internal sealed record TracePreview(LoadgenConfiguration Configuration, TraceHour Hour, IReadOnlyList<PreviewedEvent> Events)
{
    public static TracePreview Of(LoadgenConfiguration configuration, TraceHour hour)
    {
        var events = TracePlan.Expand(TraceFunction.DefaultMix, configuration.ExperimentId, hour, configuration.JitterSeconds);
        // No tick has begun a run: it has neither an ID nor a log. No payload contains either.
        var run = new Run(configuration.ExperimentId, configuration.Scenario, hour, "", events.Count, configuration.DryRun, "");
        return new(configuration, hour, [.. events.Select(planned => new PreviewedEvent(
            planned, Payload.Of(configuration.Workload, run, planned), RouteOf(configuration, planned)))]);
    }

    private static Route? RouteOf(LoadgenConfiguration configuration, PlannedEvent planned) =>
        configuration.Scenario is not Scenario.C
        && Router.TryRoute(configuration.Scenario, configuration.Targets, planned.FunctionId, out var route, out _)
            ? route
            : null;
}

/// <summary>One event of a preview.</summary>
/// <param name="Payload">What would be sent, without the moment of sending.</param>
/// <param name="Route">Where to; <see langword="null"/>: the dispatcher would decide.</param>
internal sealed record PreviewedEvent(PlannedEvent Event, JsonObject Payload, Route? Route);
