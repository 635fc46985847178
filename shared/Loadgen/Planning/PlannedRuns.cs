using Loadgen.Configuration;
using Loadgen.Messages;
using Loadgen.Runs;
using Loadgen.Serialization;
using Loadgen.Workloads;
using Loadgen.Workloads.Files;
using Microsoft.Extensions.Logging;

namespace Loadgen.Planning;

/// <summary>The runs that ticks begin and continuations go on with, and their plans.</summary>
/// <param name="source">What a new run is planned from.</param>
internal sealed class PlannedRuns(
    LoadgenConfiguration configuration, IWorkloadSource source, RunStore runs, TimeProvider time, ILogger logger)
{
    private readonly AwaitedWorkload _workload = new(configuration, source, time, logger);

    /// <summary>The run of a tick, begun where it is not.</summary>
    /// <returns><see langword="null"/> where the tick has none: another one has the hour, or no workload came before it was lost.</returns>
    public async Task<PlannedRun?> RegisterAsync(Tick tick, TickDelivery delivery, CancellationToken cancellationToken)
    {
        var request = HourPlan.RequestOf(configuration, tick, delivery.MessageId, delivery.PublishTime);
        HourPlan? plan = null;
        RunProposal? proposal = null;
        var registration = await runs.RegisterAsync(
            request,
            async token =>
            {
                plan = await PlanAsync(request, tick.Replay, token);
                return proposal = plan?.Propose(configuration.Log);
            },
            cancellationToken);
        if (registration is Registration.Duplicate duplicate)
            logger.DuplicateTick(Excerpt.Of(delivery.MessageId), request.Run.TraceHour.ToString(), duplicate.RunId);
        return registration is Registration.Begun { Manifest: var manifest }
            ? new(manifest, proposal?.Became(manifest) is true ? plan : null)
            : null;
    }

    /// <summary>The run of a continuation.</summary>
    /// <returns><see langword="null"/> where no workload came before the hour was lost.</returns>
    /// <exception cref="MessageFormatException">There is no such run.</exception>
    public async Task<PlannedRun?> FindAsync(Continuation continuation, CancellationToken cancellationToken)
    {
        var run = new RunIdentity(configuration.ExperimentId, configuration.Scenario, continuation.TraceHour, continuation.RunId);
        if (configuration.Log.Bucket is null && continuation.Stateless is { } stateless)
        {
            if (await _workload.ReadAsync(run.TraceHour, cancellationToken) is not { } workload)
                return null;

            var plan = HourPlan.Of(configuration, workload, run.TraceHour, run.RunId, stateless.DryRun);
            var proposal = plan.Propose(configuration.Log);
            var adopted = await runs.AdoptAsync(proposal, "continuation", cancellationToken);
            await runs.WriteCheckpointAsync(adopted.Run, new(stateless.Published, continuation.Number), cancellationToken);
            return new(adopted, proposal.Became(adopted) ? plan : null);
        }

        return await runs.FindAsync(run, cancellationToken) is { } manifest
            ? new(manifest, Plan: null)
            : throw new MessageFormatException($"The continuation is of the {run}, which has no manifest.");
    }

    /// <summary>The plan of a run, as it was begun.</summary>
    public async Task<HourPlan> PlanAsync(PlannedRun planned, CancellationToken cancellationToken) => planned.Plan is { } plan
        ? plan with { Run = planned.Manifest.Run }
        : HourPlan.Of(
            await WorkloadOfAsync(planned.Manifest, cancellationToken), planned.Manifest.Run, planned.Manifest.JitterSeconds);

    /// <summary>The plan of a run as it is configured now; of a replay as the run was that it repeats.</summary>
    /// <returns><see langword="null"/> where no workload came before the hour was lost.</returns>
    private async Task<HourPlan?> PlanAsync(RunRequest request, bool isReplay, CancellationToken cancellationToken)
    {
        var (experiment, scenario, hour) = (request.Run.ExperimentId, request.Run.Scenario, request.Run.TraceHour);
        var original = isReplay ? await runs.FindOriginalAsync(experiment, scenario, hour, cancellationToken) : null;
        var workload = original is null
            ? await _workload.ReadAsync(hour, cancellationToken)
            : await WorkloadOfAsync(original, cancellationToken);
        return workload is null
            ? null
            : HourPlan.Of(configuration, workload, request, original?.JitterSeconds ?? configuration.JitterSeconds);
    }

    /// <summary>The workload of a run that was begun. Version 0.9 pinned none, and had the built-in one.</summary>
    private async Task<Workload> WorkloadOfAsync(RunManifest manifest, CancellationToken cancellationToken) =>
        await runs.FindWorkloadAsync(manifest, cancellationToken) ?? BuiltInWorkload.Of(configuration.Planner!.Parameters);
}

/// <summary>A run that was begun.</summary>
/// <param name="Plan">What it was begun with, where that was here and now; nobody plans a million events twice.</param>
internal sealed record PlannedRun(RunManifest Manifest, HourPlan? Plan);
