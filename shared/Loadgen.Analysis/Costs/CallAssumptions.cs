using Loadgen.Configuration;
using Loadgen.Planning;

namespace Loadgen.Analysis.Costs;

/// <summary>What is not known of calls before they are made, and how long before them their messages go out.</summary>
public sealed record CallAssumptions
{
    /// <summary><c>LEAD_S</c>: how long a message is held before its call. At its default unless it is said.</summary>
    public TimeSpan Lead { get; init; } = new PlannerSettings { EventsTopic = "" }.Lead;

    /// <summary>How long a call takes.</summary>
    public TimeSpan Latency { get; init; } = PushLoad.ExpectedLatency;

    /// <summary>How long an invoker has an event.</summary>
    public TimeSpan Held => Lead + Latency;
}
