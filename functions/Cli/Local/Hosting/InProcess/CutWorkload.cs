using Loadgen.Cli.Local.Clocks;
using Loadgen.Trace;
using Loadgen.Workloads;
using Loadgen.Workloads.Files;

namespace Loadgen.Cli.Local.Hosting.InProcess;

/// <summary>A workload, cut to a part of each hour. Its reading is in flight until it is over.</summary>
/// <param name="minutes">The part; <see langword="null"/>: whole hours.</param>
internal sealed class CutWorkload(IWorkloadSource whole, MinuteRange? minutes, InFlight inFlight) : IWorkloadSource
{
    /// <inheritdoc/>
    public async Task<Workload> ReadAsync(CancellationToken cancellationToken)
    {
        using var request = inFlight.Request();
        return await whole.ReadAsync(cancellationToken) with { Minutes = minutes };
    }
}
