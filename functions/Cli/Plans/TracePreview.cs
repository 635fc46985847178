using System.Text.Json.Nodes;
using Loadgen.Configuration;
using Loadgen.Dispatching;
using Loadgen.Messages;
using Loadgen.Planning;
using Loadgen.Records;
using Loadgen.Trace;
using Loadgen.Workloads;

namespace Loadgen.Cli.Plans;

/// <summary>What an hour would do: its events, what each would send, and where to.</summary>
/// <param name="Events">The events, in the order in which they are due.</param>
internal sealed record TracePreview(LoadgenConfiguration Configuration, TraceHour Hour, IReadOnlyList<PreviewedEvent> Events)
{
    public static TracePreview Of(LoadgenConfiguration configuration, Workload workload, TraceHour hour)
    {
        // No tick has begun a run: it has no ID yet.
        var plan = HourPlan.Of(configuration, workload, hour, "", configuration.DryRun);
        return new(configuration, hour, [.. plan.Events.Select(planned => Of(configuration, plan.MessageOf(planned)))]);
    }

    private static PreviewedEvent Of(LoadgenConfiguration configuration, EventMessage message)
    {
        message.Payload.Remove("run_id");
        var targets = configuration.Targets;
        if (configuration.Scenario is Scenario.C)
        {
            return new(message.Event, message.Payload, null, PublicUrl.Of(targets.DispatcherUrl)!)
            {
                Deadline = DispatchDeadline.Of(message.Run.TraceHour),
            };
        }

        return Router.TryRoute(configuration.Scenario, targets, message.Function, out var route, out var allowed)
            ? new(message.Event, message.Payload, route, PublicUrl.Of(route.Url)!)
            : throw new UsageException($"{message.Function.Target} cannot be routed; allowed: {allowed}");
    }
}

/// <summary>One event of a preview.</summary>
/// <param name="Payload">What would be sent, without the run's ID and the moment of sending, which a tick and a call bring.</param>
/// <param name="Route">The function's route; <see langword="null"/>: the dispatcher would decide.</param>
/// <param name="Url">What would be called: the function or the dispatcher. Without what can be a credential, as in logs.</param>
internal sealed record PreviewedEvent(PlannedEvent Event, JsonObject Payload, Route? Route, string Url)
{
    /// <summary>What the dispatcher would be given as the latest moment; <see langword="null"/> where none is asked.</summary>
    public DateTimeOffset? Deadline { get; init; }
}
