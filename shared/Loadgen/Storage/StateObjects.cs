using System.Text.Json;

namespace Loadgen.Storage;

/// <summary>What the system keeps for itself in the log bucket, object by object, however often the store fails in between.</summary>
internal sealed class StateObjects(IObjectStore store, StoreRetry retry)
{
    /// <summary>Reads an object.</summary>
    /// <returns><see langword="null"/> where there is no such object.</returns>
    /// <exception cref="StoredStateException">It is not what <paramref name="read"/> takes.</exception>
    public async Task<T?> FindAsync<T>(string name, Func<JsonElement, T> read, CancellationToken cancellationToken)
        where T : class =>
        await FindBytesAsync(name, cancellationToken) is { } content ? StoredState.Read(name, content, read) : null;

    /// <summary>Reads an object's content.</summary>
    /// <returns><see langword="null"/> where there is no such object.</returns>
    public async Task<ReadOnlyMemory<byte>?> FindBytesAsync(string name, CancellationToken cancellationToken) =>
        (await retry.RunAsync(token => store.ReadAsync(name, token), cancellationToken))?.Content;

    /// <summary>Creates an object, or reads the one that was there first. An answer that was lost reads one's own object.</summary>
    /// <returns>What is stored now.</returns>
    public Task<ReadOnlyMemory<byte>> CreateOrReadAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        retry.RunAsync(
            async token =>
            {
                try
                {
                    await store.WriteAsync(name, content, StoredState.MediaType, ifGeneration: 0, token);
                    return content;
                }
                catch (ObjectPreconditionException)
                {
                    if (await store.ReadAsync(name, token) is { } stored)
                        return stored.Content;
                    throw;
                }
            },
            cancellationToken);

    /// <inheritdoc cref="CreateOrReadAsync(string, ReadOnlyMemory{byte}, CancellationToken)"/>
    /// <exception cref="StoredStateException">What was there first is not what <paramref name="read"/> takes.</exception>
    public async Task<T> CreateOrReadAsync<T>(
        string name, ReadOnlyMemory<byte> content, Func<JsonElement, T> read, CancellationToken cancellationToken) =>
        StoredState.Read(name, await CreateOrReadAsync(name, content, cancellationToken), read);

    /// <summary>Changes an object.</summary>
    /// <param name="initial">What it is where there is no such object.</param>
    /// <param name="change">What it is to be, given what it is; where that is the same, nothing is written.</param>
    /// <returns>What it is now.</returns>
    /// <exception cref="StoredStateException">It is not what <paramref name="read"/> takes.</exception>
    public Task<T> UpdateAsync<T>(
        string name,
        Func<JsonElement, T> read,
        T initial,
        Func<T, T> change,
        Func<T, ReadOnlyMemory<byte>> write,
        CancellationToken cancellationToken)
        where T : class => retry.RunAsync(
        async token =>
        {
            var stored = await store.ReadAsync(name, token);
            var now = stored is null ? initial : StoredState.Read(name, stored.Content, read);
            var changed = change(now);
            if (!changed.Equals(now))
                await store.WriteAsync(name, write(changed), StoredState.MediaType, stored?.Generation ?? 0, token);
            return changed;
        },
        cancellationToken);
}
