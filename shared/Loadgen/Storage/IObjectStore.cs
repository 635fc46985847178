namespace Loadgen.Storage;

/// <summary>
/// A bucket of objects with generations: the little of Cloud Storage that the promises stand on. Every write is conditional, so that
/// whoever lost a race learns it. Implementations do not retry: the callers know what a lost answer means for them.
/// </summary>
/// <remarks>
/// Every method may throw <see cref="ObjectStoreUnavailableException"/>, after which a write may or may not have taken effect.
/// </remarks>
public interface IObjectStore
{
    /// <summary>Reads a whole object.</summary>
    /// <returns><see langword="null"/> where there is no such object.</returns>
    Task<StoredObject?> ReadAsync(string name, CancellationToken cancellationToken);

    /// <summary>Reads a part of an object. What grows is read on from where it ended before.</summary>
    /// <param name="from">The first byte, 0-based; may lie behind the end.</param>
    /// <param name="most">The most bytes to read, at least 1.</param>
    /// <returns><see langword="null"/> where there is no such object.</returns>
    Task<StoredPart?> ReadPartAsync(string name, long from, int most, CancellationToken cancellationToken);

    /// <summary>The names of all objects that begin with <paramref name="prefix"/>, in ordinal order.</summary>
    Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>Writes a whole object, if its generation is still <paramref name="ifGeneration"/> (0: if there is none).</summary>
    /// <returns>The new generation.</returns>
    /// <exception cref="ObjectPreconditionException">The generation is another one.</exception>
    Task<long> WriteAsync(
        string name, ReadOnlyMemory<byte> content, string contentType, long ifGeneration, CancellationToken cancellationToken);

    /// <summary>
    /// Joins objects, in order, into <paramref name="name"/>, if its generation is still <paramref name="ifGeneration"/> (0: if there is
    /// none). The destination may be one of the sources, which is how an object grows without being read.
    /// </summary>
    /// <param name="sources">1 to 32 objects.</param>
    /// <returns>The new generation.</returns>
    /// <exception cref="ObjectPreconditionException">The generation is another one, or a source does not exist (any more).</exception>
    Task<long> ComposeAsync(
        string name, IReadOnlyList<string> sources, string contentType, long ifGeneration, CancellationToken cancellationToken);

    /// <summary>Deletes an object, if its generation is still <paramref name="ifGeneration"/>; an absent object is no error.</summary>
    /// <exception cref="ObjectPreconditionException">The generation is another one.</exception>
    Task DeleteAsync(string name, long ifGeneration, CancellationToken cancellationToken);
}

/// <summary>What was read of an object.</summary>
public sealed record StoredObject(long Generation, ReadOnlyMemory<byte> Content);

/// <summary>What was read of an object, from some byte on.</summary>
/// <param name="Length">Of the whole object, in bytes.</param>
public sealed record StoredPart(long Generation, long Length, ReadOnlyMemory<byte> Content);

/// <summary>A write lost against another one: the object's generation is not the expected one.</summary>
public sealed class ObjectPreconditionException(string name, long ifGeneration)
    : Exception($"The object '{name}' is not at generation {ifGeneration} any more.")
{
    /// <summary>The object.</summary>
    public string Name { get; } = name;
}

/// <summary>
/// The store refused for now (429, 5xx), did not answer, or its answer was lost. Whether a write took effect is unknown.
/// </summary>
public sealed class ObjectStoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
