using Loadgen.Workloads;
using Loadgen.Workloads.Schedules;

namespace Loadgen.Analysis.Workloads;

/// <summary>What one function of a workload does.</summary>
/// <param name="Calls">In all hours of the workload.</param>
/// <param name="MostInAnHour">Its calls in the hour in which it has the most.</param>
/// <param name="Share">Its part of all calls of the workload, 0–1.</param>
public sealed record FunctionSummary(WorkloadFunction Function, long Calls, int MostInAnHour, double Share)
{
    /// <summary>The form of its schedule, in the words of the file: <c>per_minute, poisson</c>.</summary>
    public string Schedule => Function.Schedule switch
    {
        CountSchedule count => FormattableString.Invariant($"count {count.Count}, minute {count.Minute}"),
        PerMinuteSchedule { Arrival: Arrival.Equidistant } => "per_minute, equidistant",
        PerMinuteSchedule => "per_minute, poisson",
        OffsetSchedule { Offsets.Count: 1 } => "at, 1 moment",
        OffsetSchedule offsets => FormattableString.Invariant($"at, {offsets.Offsets.Count} moments"),
        var other => other.GetType().Name,
    };
}
