using Loadgen.Runs;
using Loadgen.Workloads;

namespace Loadgen.Analysis.Plans;

/// <summary>What is stored of a run beside its log.</summary>
/// <param name="Manifest">The run as it was begun; <see langword="null"/> where it is gone.</param>
/// <param name="Workload">What it was planned from; <see langword="null"/> where that is gone, or none was pinned.</param>
public sealed record StoredPlan(RunManifest? Manifest, Workload? Workload)
{
    /// <summary>Where it was found; <see langword="null"/> where something there is of no use.</summary>
    public RunPaths? Place { get; init; }

    /// <summary>Why something that is stored is of no use; <see langword="null"/> where nothing is wrong.</summary>
    public string? Problem { get; init; }
}
