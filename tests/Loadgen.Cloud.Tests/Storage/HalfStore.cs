using Loadgen.Storage;

namespace Loadgen.Cloud.Tests.Storage;

/// <summary>A store that ignores the preconditions of one kind of write, as an emulator that knows only some of them.</summary>
public sealed class HalfStore(IObjectStore store, HalfStore.Ignored ignored) : IObjectStore
{
    /// <summary>Which writes take place whatever the generation.</summary>
    public enum Ignored
    {
        Create,
        Update,
        Compose,
        Delete,
    }

    public Task<StoredObject?> ReadAsync(string name, CancellationToken cancellationToken) => store.ReadAsync(name, cancellationToken);

    public Task<StoredPart?> ReadPartAsync(string name, long from, int most, CancellationToken cancellationToken) =>
        store.ReadPartAsync(name, from, most, cancellationToken);

    public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken) =>
        store.ListAsync(prefix, cancellationToken);

    public async Task<long> WriteAsync(
        string name, ReadOnlyMemory<byte> content, string contentType, long ifGeneration, CancellationToken cancellationToken) =>
        await store.WriteAsync(
            name, content, contentType, await TurnAsync(
                name, ifGeneration, ifGeneration == 0 ? Ignored.Create : Ignored.Update), cancellationToken);

    public async Task<long> ComposeAsync(
        string name, IReadOnlyList<string> sources, string contentType, long ifGeneration, CancellationToken cancellationToken) =>
        await store.ComposeAsync(name, sources, contentType, await TurnAsync(name, ifGeneration, Ignored.Compose), cancellationToken);

    public async Task DeleteAsync(string name, long ifGeneration, CancellationToken cancellationToken) =>
        await store.DeleteAsync(name, await TurnAsync(name, ifGeneration, Ignored.Delete), cancellationToken);

    private async Task<long> TurnAsync(string name, long ifGeneration, Ignored write) =>
        write == ignored ? (await store.ReadAsync(name, CancellationToken.None))?.Generation ?? 0 : ifGeneration;
}
