using System.Text.Json;
using Loadgen.Serialization;
using Loadgen.Storage;

namespace Loadgen.Runs;

/// <summary>What the planner remembers between deliveries: which run an hour has, how it was planned, and how far it is.</summary>
public sealed class RunStore(IObjectStore store, RunPaths paths, StoreRetry retry)
{
    /// <summary>
    /// Begins a run, or goes on with it. The first tick of an hour gets the hour; so does the same tick when it is delivered again; a
    /// replay gets a run of its own.
    /// </summary>
    /// <param name="proposed">The run as it would be planned now.</param>
    /// <param name="replay">Whether the hour may have a run already.</param>
    /// <returns>The run as it was begun, however the configuration changed since.</returns>
    /// <exception cref="StoredStateException">What is stored about the hour or the run cannot be read.</exception>
    public async Task<Registration> RegisterAsync(
        Run proposed, double jitterSeconds, string tickId, bool replay, CancellationToken cancellationToken)
    {
        var holder = await CreateOrReadAsync(paths.HourOf(proposed), WriteHolder(proposed.RunId, tickId), ReadHolder, cancellationToken);
        if (!replay && (holder.RunId != proposed.RunId || holder.TickId != tickId))
            return new Registration.Duplicate(holder.RunId);

        var manifest = await CreateOrReadAsync(
            paths.ManifestOf(proposed), WriteManifest(proposed, jitterSeconds, tickId), ReadManifest, cancellationToken);
        return manifest.TickId == tickId
            ? new Registration.Begun(manifest.Run, manifest.JitterSeconds)
            : new Registration.Duplicate(manifest.Run.RunId);
    }

    /// <summary>How many events of the run have been published for certain.</summary>
    /// <exception cref="StoredStateException">The checkpoint cannot be read.</exception>
    public async Task<int> ReadCheckpointAsync(Run run, CancellationToken cancellationToken)
    {
        var name = paths.CheckpointOf(run);
        var stored = await retry.RunAsync(token => store.ReadAsync(name, token), cancellationToken);
        return stored is null ? 0 : StoredState.Read(name, stored.Content, ReadCheckpoint);
    }

    /// <summary>
    /// Remembers that the first <paramref name="published"/> events have been published. Never goes back: of two planners on one run the
    /// one that is further counts.
    /// </summary>
    /// <exception cref="StoredStateException">The checkpoint cannot be read.</exception>
    public Task WriteCheckpointAsync(Run run, int published, CancellationToken cancellationToken) => retry.RunAsync(
        async token =>
        {
            var name = paths.CheckpointOf(run);
            var stored = await store.ReadAsync(name, token);
            if (stored is not null && StoredState.Read(name, stored.Content, ReadCheckpoint) >= published)
                return;
            await store.WriteAsync(name, WriteCheckpoint(published), StoredState.MediaType, stored?.Generation ?? 0, token);
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

    private static ReadOnlyMemory<byte> WriteHolder(string runId, string tickId) => Json.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("run_id", runId);
        writer.WriteString("tick_message_id", tickId);
        writer.WriteEndObject();
    });

    private static (string RunId, string TickId) ReadHolder(JsonElement root) => (root.Text("run_id"), root.Text("tick_message_id"));

    private static ReadOnlyMemory<byte> WriteManifest(Run run, double jitterSeconds, string tickId) => Json.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("tick_message_id", tickId);
        writer.WriteNumber("jitter_s", jitterSeconds);
        writer.WritePropertyName("run");
        RunCodec.Write(writer, run);
        writer.WriteEndObject();
    });

    private static (Run Run, double JitterSeconds, string TickId) ReadManifest(JsonElement root) => (
        RunCodec.Read(root.Member("run", JsonValueKind.Object)), root.Number("jitter_s"), root.Text("tick_message_id"));

    private static ReadOnlyMemory<byte> WriteCheckpoint(int published) => Json.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("published", published);
        writer.WriteEndObject();
    });

    private static int ReadCheckpoint(JsonElement root) => root.Whole("published", least: 0);
}

/// <summary>What became of a tick's wish for a run.</summary>
public abstract record Registration
{
    private Registration()
    {
    }

    /// <summary>The run is the tick's, as it was begun at the tick's first delivery.</summary>
    public sealed record Begun(Run Run, double JitterSeconds) : Registration;

    /// <summary>The hour has another run, and the tick is no replay.</summary>
    public sealed record Duplicate(string RunId) : Registration;
}
