using System.Text.Json;
using Loadgen.Configuration;
using Loadgen.Serialization;
using Loadgen.Storage;
using Loadgen.Trace;
using Loadgen.Workloads;

namespace Loadgen.Runs;

/// <summary>What is remembered of runs: which run an hour has, how each was planned, and how far its planning is.</summary>
public sealed class RunStore(IObjectStore store, RunPaths paths, StoreRetry retry)
{
    /// <summary>
    /// Begins a run, or goes on with it. The first tick of an hour gets the hour; so does the same tick when it is delivered again. Replays
    /// and dry runs get runs of their own.
    /// </summary>
    /// <returns>The run as it was begun, however the configuration changed since.</returns>
    /// <exception cref="StoredStateException">What is stored about the hour or the run cannot be read.</exception>
    public async Task<Registration> RegisterAsync(RunProposal proposal, CancellationToken cancellationToken)
    {
        if (!proposal.TakesHour)
            return new Registration.Begun(await BeginAsync(proposal, cancellationToken));

        var (hour, holder) = (paths.HourOf(proposal.Run), new HourHolder(proposal.Run.RunId, proposal.TickId));
        var held = await CreateOrReadAsync(hour, holder.ToUtf8(), HourHolder.Read, cancellationToken);
        if (!held.IsOf(proposal))
            return new Registration.Duplicate(held.RunId);

        var manifest = await BeginAsync(proposal, cancellationToken);
        if (held.RunId != manifest.Run.RunId)
            await ReplaceAsync(hour, held with { RunId = manifest.Run.RunId }, cancellationToken);
        return new Registration.Begun(manifest);
    }

    /// <summary>Which run an hour has.</summary>
    /// <returns><see langword="null"/> where it has none.</returns>
    /// <exception cref="StoredStateException">What is stored about the hour cannot be read.</exception>
    public async Task<HourHolder?> FindHolderAsync(
        string experimentId, Scenario scenario, TraceHour hour, CancellationToken cancellationToken)
    {
        var name = paths.HourOf(experimentId, scenario, hour);
        var stored = await retry.RunAsync(token => store.ReadAsync(name, token), cancellationToken);
        return stored is null ? null : StoredState.Read(name, stored.Content, HourHolder.Read);
    }

    /// <summary>Begins a run that another instance began, where nothing is remembered of it: without a bucket.</summary>
    public Task<RunManifest> AdoptAsync(RunProposal proposal, CancellationToken cancellationToken) =>
        CreateOrReadAsync(proposal, proposal.Run, cancellationToken);

    /// <summary>A run as it was begun.</summary>
    /// <returns><see langword="null"/> where no such run was begun.</returns>
    /// <exception cref="StoredStateException">The manifest cannot be read.</exception>
    public async Task<RunManifest?> FindAsync(RunIdentity run, CancellationToken cancellationToken)
    {
        var name = paths.ManifestOf(run);
        var stored = await retry.RunAsync(token => store.ReadAsync(name, token), cancellationToken);
        return stored is null ? null : StoredState.Read(name, stored.Content, RunManifest.Read);
    }

    /// <summary>The workload that a run was planned from.</summary>
    /// <returns><see langword="null"/> where the manifest pins none.</returns>
    /// <exception cref="StoredStateException">It is gone, cannot be read, or is not what was pinned.</exception>
    public async Task<Workload?> FindWorkloadAsync(RunManifest manifest, CancellationToken cancellationToken)
    {
        if (manifest.Workload is not { Hash: var hash })
            return null;

        var name = paths.WorkloadOf(manifest.Run, hash);
        var stored = await retry.RunAsync(token => store.ReadAsync(name, token), cancellationToken)
            ?? throw new StoredStateException(name, $"There is no object '{name}', which the run's manifest names as its workload.");
        var found = WorkloadCodec.HashOf(stored.Content);
        return found == hash
            ? StoredState.Read(name, stored.Content, WorkloadCodec.Read)
            : throw new StoredStateException(name, $"The object '{name}' has the SHA-256 {found}; allowed is the one of its name.");
    }

    /// <summary>How far the planning of a run is.</summary>
    /// <exception cref="StoredStateException">The checkpoint cannot be read.</exception>
    public async Task<Checkpoint> ReadCheckpointAsync(Run run, CancellationToken cancellationToken) =>
        (await retry.RunAsync(token => LoadCheckpointAsync(run, token), cancellationToken)).Checkpoint;

    /// <summary>Remembers how far the planning of a run is. It never goes back: of two planners the one that is further counts.</summary>
    /// <returns>What is remembered now.</returns>
    /// <exception cref="StoredStateException">The checkpoint cannot be read.</exception>
    public Task<Checkpoint> WriteCheckpointAsync(Run run, Checkpoint reached, CancellationToken cancellationToken) => retry.RunAsync(
        async token =>
        {
            var (stored, generation) = await LoadCheckpointAsync(run, token);
            var together = stored.Or(reached);
            if (together != stored)
                await store.WriteAsync(paths.CheckpointOf(run), together.ToUtf8(), StoredState.MediaType, generation, token);
            return together;
        },
        cancellationToken);

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
        return messageId == await CreateOrReadAsync(
            paths.ContinuationOf(run, number), content, static root => root.Text(member), cancellationToken);
    }

    private async Task<(Checkpoint Checkpoint, long Generation)> LoadCheckpointAsync(Run run, CancellationToken cancellationToken)
    {
        var name = paths.CheckpointOf(run);
        return await store.ReadAsync(name, cancellationToken) is { } stored
            ? (StoredState.Read(name, stored.Content, Checkpoint.Read), stored.Generation)
            : (Checkpoint.None, 0);
    }

    /// <summary>The run of the proposal's tick, named anew as long as the name is another tick's.</summary>
    private async Task<RunManifest> BeginAsync(RunProposal proposal, CancellationToken cancellationToken)
    {
        var run = proposal.Run;
        for (var number = 2; ; number++)
        {
            var manifest = await CreateOrReadAsync(proposal, run, cancellationToken);
            if (manifest.TickId == proposal.TickId)
                return manifest;
            run = proposal.NamedBy($"{proposal.Run.RunId}-{number}");
        }
    }

    /// <summary>The manifest of a run. The workload is stored before it, so that no manifest names one that is not there.</summary>
    private Task<RunManifest> CreateOrReadAsync(RunProposal proposal, Run run, CancellationToken cancellationToken) => retry.RunAsync(
        async token =>
        {
            var name = paths.ManifestOf(run);
            if (await store.ReadAsync(name, token) is { } stored)
                return StoredState.Read(name, stored.Content, RunManifest.Read);

            var workload = WorkloadCodec.Write(proposal.Workload);
            var pinned = new PinnedWorkload(proposal.Workload.Name, WorkloadCodec.HashOf(workload));
            await CreateOrReadAsync(paths.WorkloadOf(run, pinned.Hash), workload, static root => root.ValueKind, token);
            var manifest = new RunManifest(run, proposal.TickId, proposal.JitterSeconds, pinned);
            await store.WriteAsync(name, manifest.ToUtf8(), StoredState.MediaType, ifGeneration: 0, token);
            return manifest;
        },
        cancellationToken);

    /// <summary>Creates an object, or reads the one that was there first. An answer that was lost reads one's own object.</summary>
    private Task<T> CreateOrReadAsync<T>(
        string name, ReadOnlyMemory<byte> content, Func<JsonElement, T> read, CancellationToken cancellationToken) =>
        retry.RunAsync(
            async token =>
            {
                if (await store.ReadAsync(name, token) is { } stored)
                    return StoredState.Read(name, stored.Content, read);
                await store.WriteAsync(name, content, StoredState.MediaType, ifGeneration: 0, token);
                return StoredState.Read(name, content, read);
            },
            cancellationToken);

    private Task ReplaceAsync(string hour, HourHolder holder, CancellationToken cancellationToken) => retry.RunAsync(
        async token =>
        {
            if (await store.ReadAsync(hour, token) is { } stored)
                await store.WriteAsync(hour, holder.ToUtf8(), StoredState.MediaType, stored.Generation, token);
        },
        cancellationToken);
}
