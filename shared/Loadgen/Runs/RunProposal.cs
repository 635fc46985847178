using Loadgen.Workloads;
using Loadgen.Workloads.Files;

namespace Loadgen.Runs;

/// <summary>A run as it would be planned now.</summary>
/// <param name="NamedBy">The run with another run ID, where a tick of the same second has this one.</param>
public sealed record RunProposal(Run Run, double JitterSeconds, Workload Workload, Func<string, Run> NamedBy)
{
    private ReadOnlyMemory<byte>? _content;

    /// <summary>The workload as it is stored.</summary>
    internal ReadOnlyMemory<byte> Content => _content ??= WorkloadCodec.Write(Workload);

    /// <summary>The workload as the manifest names it.</summary>
    internal PinnedWorkload Pinned => new(Workload.Name, WorkloadCodec.HashOf(Content));

    /// <summary>Whether a run was begun as it is proposed here, its name aside: its tick may have been delivered elsewhere, too.</summary>
    internal bool Became(RunManifest manifest) => manifest.Workload == Pinned && manifest.JitterSeconds.Equals(JitterSeconds);
}
