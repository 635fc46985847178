using Loadgen.Workloads;

namespace Loadgen.Runs;

/// <summary>A run as it would be planned now.</summary>
/// <param name="TickId">The message ID of the tick that asks for it.</param>
/// <param name="TakesHour">Whether it is the hour's one run. Dry runs and replays take no hour from anybody.</param>
/// <param name="NamedBy">The run with another run ID, where a tick of the same second has this one.</param>
public sealed record RunProposal(
    Run Run, string TickId, double JitterSeconds, Workload Workload, bool TakesHour, Func<string, Run> NamedBy);
