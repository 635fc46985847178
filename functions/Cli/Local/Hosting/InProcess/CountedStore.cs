using Loadgen.Cli.Local.Clocks;
using Loadgen.Storage;

namespace Loadgen.Cli.Local.Hosting.InProcess;

/// <summary>A store whose requests are in flight until they are answered.</summary>
internal sealed class CountedStore(IObjectStore store, InFlight inFlight) : IObjectStore
{
    public async Task<StoredObject?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        using var request = inFlight.Request();
        return await store.ReadAsync(name, cancellationToken);
    }

    public async Task<StoredPart?> ReadPartAsync(string name, long from, int most, CancellationToken cancellationToken)
    {
        using var request = inFlight.Request();
        return await store.ReadPartAsync(name, from, most, cancellationToken);
    }

    public async Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        using var request = inFlight.Request();
        return await store.ListAsync(prefix, cancellationToken);
    }

    public async Task<long> WriteAsync(
        string name, ReadOnlyMemory<byte> content, string contentType, long ifGeneration, CancellationToken cancellationToken)
    {
        using var request = inFlight.Request();
        return await store.WriteAsync(name, content, contentType, ifGeneration, cancellationToken);
    }

    public async Task<long> ComposeAsync(
        string name, IReadOnlyList<string> sources, string contentType, long ifGeneration, CancellationToken cancellationToken)
    {
        using var request = inFlight.Request();
        return await store.ComposeAsync(name, sources, contentType, ifGeneration, cancellationToken);
    }

    public async Task DeleteAsync(string name, long ifGeneration, CancellationToken cancellationToken)
    {
        using var request = inFlight.Request();
        await store.DeleteAsync(name, ifGeneration, cancellationToken);
    }
}
