namespace Loadgen.Storage;

/// <summary>
/// Objects in this process's memory, with the generations and preconditions of the real thing. It stands in where no log bucket is
/// configured (what it holds is gone with the instance, so promises then rest on Pub/Sub alone) and in tests.
/// </summary>
public sealed class MemoryObjectStore : IObjectStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, StoredObject> _objects = new(StringComparer.Ordinal);

    // One counter for all names, never set back: an object that was deleted and written anew has a generation it never had before.
    private long _lastGeneration;

    /// <summary>The names of the objects there are at this moment, in ordinal order.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            lock (_lock)
                return [.. _objects.Keys.Order(StringComparer.Ordinal)];
        }
    }

    /// <inheritdoc />
    public Task<StoredObject?> ReadAsync(string name, CancellationToken cancellationToken) =>
        Answer(() => _objects.GetValueOrDefault(name), cancellationToken);

    /// <inheritdoc />
    public Task<StoredPart?> ReadPartAsync(string name, long from, int most, CancellationToken cancellationToken) => Answer(
        () =>
        {
            if (!_objects.TryGetValue(name, out var stored))
                return null;
            var start = (int)Math.Min(from, stored.Content.Length);
            var content = stored.Content.Slice(start, Math.Min(most, stored.Content.Length - start));
            return new StoredPart(stored.Generation, stored.Content.Length, content);
        },
        cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken) => Answer<IReadOnlyList<string>>(
        () => [.. _objects.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)],
        cancellationToken);

    /// <inheritdoc />
    public Task<long> WriteAsync(
        string name, ReadOnlyMemory<byte> content, string contentType, long ifGeneration, CancellationToken cancellationToken) =>
        Answer(() => Replace(name, content.ToArray(), ifGeneration), cancellationToken);

    /// <inheritdoc />
    /// <exception cref="ArgumentException">There are no sources, or more than 32.</exception>
    public Task<long> ComposeAsync(
        string name, IReadOnlyList<string> sources, string contentType, long ifGeneration, CancellationToken cancellationToken) =>
        Answer(
            () =>
            {
                RequireGeneration(name, ifGeneration);
                if (sources.Count is < 1 or > 32)
                    throw new ArgumentException($"'{name}' can be composed of 1 to 32 objects, not of {sources.Count}.", nameof(sources));

                using var joined = new MemoryStream();
                foreach (var source in sources)
                {
                    if (!_objects.TryGetValue(source, out var part))
                        throw new ObjectPreconditionException(source, ifGeneration);
                    joined.Write(part.Content.Span);
                }

                return Replace(name, joined.ToArray(), ifGeneration);
            },
            cancellationToken);

    /// <inheritdoc />
    public Task DeleteAsync(string name, long ifGeneration, CancellationToken cancellationToken) =>
        Answer(
            () =>
            {
                if (_objects.ContainsKey(name))
                    RequireGeneration(name, ifGeneration);
                return _objects.Remove(name);
            },
            cancellationToken);

    private long Replace(string name, byte[] content, long ifGeneration)
    {
        RequireGeneration(name, ifGeneration);
        _objects[name] = new(++_lastGeneration, content);
        return _lastGeneration;
    }

    private void RequireGeneration(string name, long ifGeneration)
    {
        var generation = _objects.GetValueOrDefault(name)?.Generation ?? 0;
        if (generation != ifGeneration)
            throw new ObjectPreconditionException(name, ifGeneration);
    }

    // Errors arrive through the task, as they do from a store on the network.
    private async Task<T> Answer<T>(Func<T> action, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await Task.CompletedTask;
        lock (_lock)
            return action();
    }
}
