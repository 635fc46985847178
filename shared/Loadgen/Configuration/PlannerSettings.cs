using Loadgen.Workloads;

namespace Loadgen.Configuration;

/// <summary>Settings that only the planner reads.</summary>
public sealed record PlannerSettings
{
    /// <summary><c>EVENTS_TOPIC</c>: <c>projects/P/topics/T</c>.</summary>
    public required string EventsTopic { get; init; }

    /// <summary>
    /// <c>WORKLOAD_URI</c>: a path, or <c>gs://bucket/object</c>, perhaps with <c>#generation</c>; <see langword="null"/>: the built-in
    /// workload.
    /// </summary>
    public string? WorkloadUri { get; init; }

    /// <summary>What the placeholders of the workload stand for.</summary>
    public WorkloadParameters Parameters { get; init; } = new();

    /// <summary><c>TICK_AHEAD_S</c>: how long before the hour that is meant the scheduler may tick.</summary>
    public TimeSpan TickAhead { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary><c>WARM_UP_S</c>: how long before the first event a message wakes an invoker; zero: none does.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary><c>LEAD_S</c>: how long before its due time an event's message is published.</summary>
    public TimeSpan Lead { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary><c>PLAN_WINDOW_S</c>: the longest one delivery of the tick is worked on.</summary>
    public TimeSpan PlanWindow { get; init; } = TimeSpan.FromSeconds(540);
}
