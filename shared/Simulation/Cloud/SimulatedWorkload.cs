using Loadgen.Workloads;
using Loadgen.Workloads.Files;

namespace Loadgen.Simulation.Cloud;

/// <summary>A workload's file, which somebody has to mend first.</summary>
/// <param name="mendedAt">From when on it can be used.</param>
internal sealed class SimulatedWorkload(Workload workload, TimeProvider time, DateTimeOffset mendedAt) : IWorkloadSource
{
    /// <inheritdoc/>
    public Task<Workload> ReadAsync(CancellationToken cancellationToken) => time.GetUtcNow() >= mendedAt
        ? Task.FromResult(workload)
        : throw new WorkloadUnavailableException("The workload is being mended.");
}
