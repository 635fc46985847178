using System.Text.Json.Nodes;
using Loadgen.Configuration;
using Loadgen.Messages;
using Loadgen.Planning;
using Loadgen.Trace;
using Loadgen.Workloads;

namespace Loadgen.Cli.Plans;

/// <summary>What an hour would do: its events, what each would send, and where to.</summary>
/// <param name="Events">The events, in the order in which they are due.</param>
internal sealed record TracePreview(LoadgenConfiguration Configuration, TraceHour Hour, IReadOnlyList<PreviewedEvent> Events)
{
    public static TracePreview Of(LoadgenConfiguration configuration, TraceHour hour)
    {
        // No tick has begun a run: it has no ID yet.
        var plan = HourPlan.Of(configuration, BuiltInWorkload.Of(configuration.Workload), hour, "", configuration.DryRun);
        return new(configuration, hour, [.. plan.Events.Select(planned => Of(configuration, plan.MessageOf(planned)))]);
    }

    private static PreviewedEvent Of(LoadgenConfiguration configuration, EventMessage message)
    {
        message.Payload.Remove("run_id");
        return new(message.Event, message.Payload, RouteOf(configuration, message.Function));
    }

    private static Route? RouteOf(LoadgenConfiguration configuration, FunctionTraits function) =>
        configuration.Scenario is not Scenario.C
        && Router.TryRoute(configuration.Scenario, configuration.Targets, function, out var route, out _)
            ? route
            : null;
}

/// <summary>One event of a preview.</summary>
/// <param name="Payload">What would be sent, without the run's ID and the moment of sending, which a tick and a call bring.</param>
/// <param name="Route">Where to; <see langword="null"/>: the dispatcher would decide.</param>
internal sealed record PreviewedEvent(PlannedEvent Event, JsonObject Payload, Route? Route);
