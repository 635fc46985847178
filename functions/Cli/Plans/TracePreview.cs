using System.Text.Json.Nodes;
using Loadgen.Analysis.Workloads;
using Loadgen.Configuration;
using Loadgen.Dispatching;
using Loadgen.Planning;
using Loadgen.Records;
using Loadgen.Trace;
using Loadgen.Workloads;

namespace Loadgen.Cli.Plans;

/// <summary>What an hour would do: its events, what each would send, and where to.</summary>
/// <param name="Plan">The hour's events, in the order in which they are due.</param>
internal sealed record TracePreview(LoadgenConfiguration Configuration, HourPlan Plan)
{
    /// <summary>What may not go as it is planned; <see langword="null"/>: nothing.</summary>
    public string? Warning => PushWarning.Of(
        held => PushLoad.PeakOf(Plan.Events.DueTimes, held - PushLoad.ExpectedLatency), new() { Lead = Configuration.Planner!.Lead });

    /// <summary>All of them, each previewed when its turn comes: an hour can have a million.</summary>
    public IEnumerable<PreviewedEvent> Events => Plan.Events.Select(Of);

    // No tick has begun a run: it has no ID yet.
    public static TracePreview Of(LoadgenConfiguration configuration, Workload workload, TraceHour hour) =>
        new(configuration, HourPlan.Of(configuration, workload, hour, "", configuration.DryRun));

    /// <summary>One of the plan's events.</summary>
    public PreviewedEvent Of(PlannedEvent planned)
    {
        var message = Plan.MessageOf(planned);
        var payload = JsonNode.Parse(message.Payload.Span)!.AsObject();
        payload.Remove("run_id");
        var targets = Configuration.Targets;
        if (Configuration.Scenario is Scenario.C)
        {
            return new(message.Event, payload, null, PublicUrl.Of(targets.DispatcherUrl)!)
            {
                Deadline = DispatchDeadline.Of(message.Run.TraceHour),
            };
        }

        return Router.TryRoute(Configuration.Scenario, targets, message.Function, out var route, out var allowed)
            ? new(message.Event, payload, route, PublicUrl.Of(route.Url)!)
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
