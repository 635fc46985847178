namespace Loadgen.Emulation.Storage;

/// <summary>How an embedded Cloud Storage is set up.</summary>
public sealed record StorageServerOptions
{
    /// <summary>The folder in which buckets are folders and objects are files; <see langword="null"/> keeps them in memory.</summary>
    public string? Folder { get; init; }

    /// <summary>The port on 127.0.0.1; 0 for one that is free.</summary>
    public int Port { get; init; }

    /// <summary>The clock of generations, times, latencies and the one write a second.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Decides which faults happen; used under a lock.</summary>
    public required Random Random { get; init; }
}
