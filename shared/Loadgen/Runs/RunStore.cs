using Loadgen.Configuration;
using Loadgen.Serialization;
using Loadgen.Storage;
using Loadgen.Trace;
using Loadgen.Workloads;

namespace Loadgen.Runs;

/// <summary>What is remembered of runs: which run an hour has, how each was planned, and how far its planning is.</summary>
public sealed class RunStore(IObjectStore store, RunPaths paths, StoreRetry retry)
{
    private readonly StateObjects _objects = new(store, retry);

    /// <summary>
    /// Begins a run, or goes on with it. The first tick of an hour gets the hour; so does the same tick when it is delivered again. Replays
    /// and dry runs get runs of their own.
    /// </summary>
    /// <param name="propose">
    /// Plans the run, and is asked only where it was not begun; <see langword="null"/>: there is nothing to begin any more.
    /// </param>
    /// <returns>
    /// The run as it was begun, however the configuration changed since; <see langword="null"/> where nothing was proposed.
    /// </returns>
    /// <exception cref="StoredStateException">What is stored about the hour or the run cannot be read.</exception>
    public async Task<Registration?> RegisterAsync(
        RunRequest request, Func<CancellationToken, Task<RunProposal?>> propose, CancellationToken cancellationToken)
    {
        var isOfTheHour = request.Kind is RunKind.OfTheHour;
        var hour = paths.HourOf(request.Run);
        if (isOfTheHour && await _objects.FindAsync(hour, HourHolder.Read, cancellationToken) is { } first && !first.IsOf(request))
            return new Registration.Duplicate(first.RunId);

        var manifest = await FindBegunAsync(request, cancellationToken);
        if (manifest is null)
        {
            if (await propose(cancellationToken) is not { } proposal)
                return null;
            if (isOfTheHour && await TakeAsync(hour, request, cancellationToken) is var held && !held.IsOf(request))
                return new Registration.Duplicate(held.RunId);
            manifest = await BeginAsync(request, proposal, cancellationToken);
        }

        await NoteAsync(request, manifest, cancellationToken);
        return new Registration.Begun(manifest);
    }

    /// <summary>Which run an hour has.</summary>
    /// <returns><see langword="null"/> where it has none.</returns>
    /// <exception cref="StoredStateException">What is stored about the hour cannot be read.</exception>
    public Task<HourHolder?> FindHolderAsync(string experimentId, Scenario scenario, TraceHour hour, CancellationToken cancellationToken) =>
        _objects.FindAsync(paths.HourOf(experimentId, scenario, hour), HourHolder.Read, cancellationToken);

    /// <summary>The run that a replay of an hour repeats: the hour's own, else its first replay.</summary>
    /// <returns><see langword="null"/> where it has neither.</returns>
    /// <exception cref="StoredStateException">What is stored about the hour or the run cannot be read.</exception>
    public async Task<RunManifest?> FindOriginalAsync(
        string experimentId, Scenario scenario, TraceHour hour, CancellationToken cancellationToken)
    {
        string[] holders = [paths.HourOf(experimentId, scenario, hour), paths.ReplayOf(experimentId, scenario, hour)];
        foreach (var name in holders)
        {
            // An hour can be taken, and its run not be begun yet.
            if (await _objects.FindAsync(name, HourHolder.Read, cancellationToken) is { } holder
                && await FindAsync(new(experimentId, scenario, hour, holder.RunId), cancellationToken) is { } manifest)
                return manifest;
        }

        return null;
    }

    /// <summary>Begins a run that another instance began, where nothing is remembered of it: without a bucket.</summary>
    public Task<RunManifest> AdoptAsync(RunProposal proposal, string tickId, CancellationToken cancellationToken) =>
        CreateOrReadAsync(proposal, proposal.Run, tickId, cancellationToken);

    /// <summary>A run as it was begun.</summary>
    /// <returns><see langword="null"/> where no such run was begun.</returns>
    /// <exception cref="StoredStateException">The manifest cannot be read.</exception>
    public Task<RunManifest?> FindAsync(RunIdentity run, CancellationToken cancellationToken) =>
        _objects.FindAsync(paths.ManifestOf(run), RunManifest.Read, cancellationToken);

    /// <summary>The workload that a run was planned from.</summary>
    /// <returns><see langword="null"/> where the manifest pins none.</returns>
    /// <exception cref="StoredStateException">It is gone, cannot be read, or is not what was pinned.</exception>
    public async Task<Workload?> FindWorkloadAsync(RunManifest manifest, CancellationToken cancellationToken)
    {
        if (manifest.Workload is not { Hash: var hash })
            return null;

        var name = paths.WorkloadOf(manifest.Run, hash);
        var stored = await _objects.FindBytesAsync(name, cancellationToken)
            ?? await _objects.FindBytesAsync(paths.FormerWorkloadOf(manifest.Run, hash), cancellationToken);
        return stored is { } content
            ? PinnedWorkload.Read(name, hash, content)
            : throw new StoredStateException(name, $"There is no object '{name}', which the run's manifest names as its workload.");
    }

    /// <summary>How far the planning of a run is.</summary>
    /// <exception cref="StoredStateException">The checkpoint cannot be read.</exception>
    public async Task<Checkpoint> ReadCheckpointAsync(Run run, CancellationToken cancellationToken) =>
        await _objects.FindAsync(paths.CheckpointOf(run), Checkpoint.Read, cancellationToken) ?? Checkpoint.None;

    /// <summary>Remembers how far the planning of a run is. It never goes back: of two planners the one that is further counts.</summary>
    /// <returns>What is remembered now.</returns>
    /// <exception cref="StoredStateException">The checkpoint cannot be read.</exception>
    public Task<Checkpoint> WriteCheckpointAsync(Run run, Checkpoint reached, CancellationToken cancellationToken) => _objects.UpdateAsync(
        paths.CheckpointOf(run), Checkpoint.Read, Checkpoint.None, reached.Or, static checkpoint => checkpoint.ToUtf8(), cancellationToken);

    /// <summary>
    /// Goes on with a run as its continuation of this number. Only one message may: whose publishing was not answered, or whose planner is
    /// delivered twice, may be published again, and each of those again.
    /// </summary>
    /// <param name="messageId">The same at every delivery of the message.</param>
    /// <returns>Whether the message is the continuation; where not, another one is.</returns>
    /// <exception cref="StoredStateException">What is stored about the continuation cannot be read.</exception>
    public async Task<bool> TakeContinuationAsync(Run run, int number, string messageId, CancellationToken cancellationToken)
    {
        const string member = "message_id";
        var content = Json.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString(member, messageId);
            writer.WriteEndObject();
        });
        return messageId == await _objects.CreateOrReadAsync(
            paths.ContinuationOf(run, number), content, static root => root.Text(member), cancellationToken);
    }

    /// <summary>The run of a request's tick, if it was begun: by its name, or by the next one that is not another tick's.</summary>
    private async Task<RunManifest?> FindBegunAsync(RunRequest request, CancellationToken cancellationToken)
    {
        foreach (var runId in NamesOf(request))
        {
            var manifest = await FindAsync(request.Run with { RunId = runId }, cancellationToken);
            if (manifest is null || manifest.TickId == request.TickId)
                return manifest;
        }

        return null;
    }

    private async Task<RunManifest> BeginAsync(RunRequest request, RunProposal proposal, CancellationToken cancellationToken)
    {
        foreach (var runId in NamesOf(request))
        {
            var manifest = await CreateOrReadAsync(proposal, proposal.NamedBy(runId), request.TickId, cancellationToken);
            if (manifest.TickId == request.TickId)
                return manifest;
        }

        throw new InvalidOperationException("There is always one more name.");
    }

    /// <summary>A run is named anew as long as its name is another tick's.</summary>
    private static IEnumerable<string> NamesOf(RunRequest request)
    {
        yield return request.Run.RunId;
        for (var number = 2; ; number++)
            yield return $"{request.Run.RunId}-{number}";
    }

    /// <summary>The manifest of a run. The workload is stored before it, so that no manifest names one that is not there.</summary>
    private async Task<RunManifest> CreateOrReadAsync(RunProposal proposal, Run run, string tickId, CancellationToken cancellationToken)
    {
        if (await FindAsync(run, cancellationToken) is { } manifest)
            return manifest;

        var pinned = proposal.Pinned;
        await _objects.CreateOrReadAsync(paths.WorkloadOf(run, pinned.Hash), proposal.Content, cancellationToken);
        return await _objects.CreateOrReadAsync(
            paths.ManifestOf(run),
            new RunManifest(run, tickId, proposal.JitterSeconds, pinned).ToUtf8(),
            RunManifest.Read,
            cancellationToken);
    }

    private Task<HourHolder> TakeAsync(string hour, RunRequest request, CancellationToken cancellationToken) =>
        _objects.CreateOrReadAsync(
            hour, new HourHolder(request.Run.RunId, request.TickId).ToUtf8(), HourHolder.Read, cancellationToken);

    /// <summary>Remembers how the hour's run was named in the end, or which replay was its first.</summary>
    private async Task NoteAsync(RunRequest request, RunManifest manifest, CancellationToken cancellationToken)
    {
        var (run, holder) = (manifest.Run, new HourHolder(manifest.Run.RunId, manifest.TickId));
        if (request.Kind is RunKind.Replay)
        {
            await _objects.CreateOrReadAsync(
                paths.ReplayOf(run.ExperimentId, run.Scenario, run.TraceHour), holder.ToUtf8(), cancellationToken);
        }
        else if (request.Kind is RunKind.OfTheHour && run.RunId != request.Run.RunId)
        {
            await _objects.UpdateAsync(
                paths.HourOf(run), HourHolder.Read, holder, _ => holder, static changed => changed.ToUtf8(), cancellationToken);
        }
    }
}
