using Loadgen.Workloads;
using Loadgen.Workloads.Files;

namespace Loadgen.Cli.Local.Experiments;

/// <summary>The workload that an experiment begins with.</summary>
/// <param name="Name"><see langword="null"/>: the built-in one.</param>
/// <param name="Content">What an object says, which a rehearsal's functions cannot reach; <see langword="null"/> for a file.</param>
internal sealed record GivenWorkload(WorkloadName? Name, Workload Workload, ReadOnlyMemory<byte>? Content = null)
{
    /// <summary>The one of an experiment that names none.</summary>
    public static GivenWorkload BuiltIn(WorkloadParameters parameters) => new(null, BuiltInWorkload.Of(parameters));
}
