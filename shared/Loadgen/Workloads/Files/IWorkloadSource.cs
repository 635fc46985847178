namespace Loadgen.Workloads.Files;

/// <summary>Where the workload of the next hour comes from.</summary>
public interface IWorkloadSource
{
    /// <summary>Reads it anew.</summary>
    /// <exception cref="WorkloadException">It has errors.</exception>
    /// <exception cref="WorkloadUnavailableException">It cannot be read.</exception>
    Task<Workload> ReadAsync(CancellationToken cancellationToken);
}

/// <summary>A workload that cannot be read for now. The message names the file and the reason.</summary>
public sealed class WorkloadUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A workload that is there already.</summary>
public sealed class KnownWorkload(Workload workload) : IWorkloadSource
{
    /// <inheritdoc/>
    public Task<Workload> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(workload);
}
