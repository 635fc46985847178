using Loadgen.Storage;

namespace Loadgen.Tests.Logs;

/// <summary>The store as an instance sees it that is lost after so many requests: nothing comes back any more.</summary>
/// <param name="lastTakesEffect">Whether its last request still does something.</param>
internal sealed class MortalStore(IObjectStore store, int requests, bool lastTakesEffect) : IObjectStore
{
    private readonly TaskCompletionSource _never = new();
    private int _made;

    /// <summary>Whether it is lost by now.</summary>
    public bool IsLost => _made > requests;

    public Task<StoredObject?> ReadAsync(string name, CancellationToken cancellationToken) =>
        RequestAsync(() => store.ReadAsync(name, cancellationToken));

    public Task<StoredPart?> ReadPartAsync(string name, long from, int most, CancellationToken cancellationToken) =>
        RequestAsync(() => store.ReadPartAsync(name, from, most, cancellationToken));

    public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken) =>
        RequestAsync(() => store.ListAsync(prefix, cancellationToken));

    public Task<long> WriteAsync(
        string name, ReadOnlyMemory<byte> content, string contentType, long ifGeneration, CancellationToken cancellationToken) =>
        RequestAsync(() => store.WriteAsync(name, content, contentType, ifGeneration, cancellationToken));

    public Task<long> ComposeAsync(
        string name, IReadOnlyList<string> sources, string contentType, long ifGeneration, CancellationToken cancellationToken) =>
        RequestAsync(() => store.ComposeAsync(name, sources, contentType, ifGeneration, cancellationToken));

    public Task DeleteAsync(string name, long ifGeneration, CancellationToken cancellationToken) => RequestAsync(async () =>
    {
        await store.DeleteAsync(name, ifGeneration, cancellationToken);
        return true;
    });

    private async Task<T> RequestAsync<T>(Func<Task<T>> request)
    {
        if (++_made <= requests)
            return await request();
        if (_made == requests + 1 && lastTakesEffect)
            await request();
        await _never.Task;
        throw new InvalidOperationException("Nothing comes back.");
    }
}
