using Loadgen.Workloads;

namespace Loadgen.Runs;

/// <summary>A run as it would be planned now.</summary>
/// <param name="NamedBy">The run with another run ID, where a tick of the same second has this one.</param>
public sealed record RunProposal(Run Run, double JitterSeconds, Workload Workload, Func<string, Run> NamedBy);
