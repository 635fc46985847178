namespace Loadgen.Cli.Logs;

/// <summary>Where logs lie, and beside them what is stored of their runs: a bucket, or the machine's files.</summary>
/// <remarks>Every method throws <see cref="UsageException"/> where it cannot be read.</remarks>
internal interface ILogFolder
{
    /// <summary>What people call something there.</summary>
    string ShownNameOf(string name);

    /// <summary>Reads something small.</summary>
    /// <returns><see langword="null"/> where there is no such thing, or it may not be read.</returns>
    Task<ReadOnlyMemory<byte>?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>The names of all that lies under a prefix that ends in a slash.</summary>
    /// <returns><see langword="null"/> where it may not be listed.</returns>
    Task<IReadOnlyList<string>?> ListAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>How many bytes a log has.</summary>
    Task<long> LengthOfAsync(string name, CancellationToken cancellationToken);

    /// <summary>Copies a log or a shard to the end of a stream.</summary>
    /// <param name="from">From which of its bytes on; no more than it has.</param>
    /// <returns>Whether it is there.</returns>
    Task<bool> CopyAsync(string name, long from, Stream to, CancellationToken cancellationToken);
}
