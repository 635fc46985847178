using System.Text.Json.Nodes;
using Loadgen.Trace;
using Loadgen.Workloads.Schedules;

namespace Loadgen.Workloads;

/// <summary>One function of a workload.</summary>
/// <param name="Id">Its ID in event IDs, payloads and log lines.</param>
/// <param name="Schedule">When it is called.</param>
/// <param name="Payload">What it is asked to do, before the members that every payload carries.</param>
public sealed record WorkloadFunction(string Id, FunctionSchedule Schedule, JsonObject Payload)
{
    /// <summary>Where and when it may run. A function is its own target unless it says otherwise.</summary>
    public FunctionTraits Traits { get; init; } = new(Id);
}
