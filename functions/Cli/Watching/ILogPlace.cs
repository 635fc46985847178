namespace Loadgen.Cli.Watching;

/// <summary>Where run logs grow, and what is stored beside them: a file, a folder, an object, a prefix.</summary>
/// <remarks>Every method throws <see cref="UsageException"/> where it cannot be read, now or ever.</remarks>
internal interface ILogPlace : IDisposable
{
    /// <summary>As the operator named it.</summary>
    string Name { get; }

    /// <summary>Whether it is one log, which is there from the beginning.</summary>
    bool IsOneLog { get; }

    /// <summary>How long to leave it alone between two looks while something happens there.</summary>
    TimeSpan Pause { get; }

    /// <summary>The same while nothing does.</summary>
    TimeSpan LongPause { get; }

    /// <summary>Whether the machine's clock says when a log changed.</summary>
    bool IsOnMachineClock { get; }

    /// <summary>All logs there.</summary>
    Task<IReadOnlyList<LogState>> ListAsync(CancellationToken cancellationToken);

    /// <summary>A log that was there, as it is now.</summary>
    Task<LogState> LookAsync(LogState log, CancellationToken cancellationToken);

    /// <summary>Reads a part of a log.</summary>
    /// <param name="count">No more than there is.</param>
    Task<ReadOnlyMemory<byte>> ReadAsync(LogState log, long from, int count, CancellationToken cancellationToken);

    /// <summary>Reads something that is stored beside the logs.</summary>
    /// <returns><see langword="null"/> where there is no such thing, or it may not be read.</returns>
    Task<ReadOnlyMemory<byte>?> FindStateAsync(string name, CancellationToken cancellationToken);

    /// <summary>The names of what is stored beside the logs under a prefix that ends in a slash.</summary>
    /// <returns><see langword="null"/> where it may not be listed.</returns>
    Task<IReadOnlyList<string>?> ListStateAsync(string prefix, CancellationToken cancellationToken);
}

/// <summary>A log at a moment. It has changed where this is another.</summary>
/// <param name="StateName">Its name among what is stored beside it, the parts separated by slashes.</param>
/// <param name="Length">In bytes.</param>
/// <param name="ChangedAt">When it last changed, by the clock of the place.</param>
internal sealed record LogState(string Name, string StateName, long Length, DateTimeOffset ChangedAt);
