using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Loadgen.Trace;

namespace Loadgen.Workloads;

/// <summary>Which functions are called, with what, and when; resolved, so that it needs no configuration any more.</summary>
/// <param name="Name">For people: start line and reports.</param>
/// <param name="Functions">In the order in which they are listed; no two have the same ID.</param>
public sealed record Workload(string Name, IReadOnlyList<WorkloadFunction> Functions)
{
    private readonly FrozenDictionary<string, WorkloadFunction> _byId = Functions.ToFrozenDictionary(function => function.Trace.Id);

    /// <summary>When each function is called.</summary>
    public IReadOnlyList<TraceFunction> Mix { get; } = [.. Functions.Select(function => function.Trace)];

    /// <summary>The part of each hour to which it is cut, as a rehearsal may do; <see langword="null"/>: whole hours.</summary>
    public MinuteRange? Minutes { get; init; }

    /// <summary>The events of an hour, in the order in which they are due.</summary>
    /// <param name="jitterSeconds">The largest jitter, see <see cref="Jitter.Of"/>.</param>
    public IReadOnlyList<PlannedEvent> Expand(string experimentId, TraceHour hour, double jitterSeconds)
    {
        var events = TracePlan.Expand(Mix, experimentId, hour, jitterSeconds);
        return Minutes is { } minutes ? [.. events.Where(planned => minutes.Contains(hour, planned.ScheduledTime))] : events;
    }

    /// <summary>The function of an ID, which must be one of the workload's.</summary>
    public WorkloadFunction this[string functionId] => _byId[functionId];
}

/// <summary>One function of a workload.</summary>
/// <param name="Trace">When it is called, and where it may run.</param>
/// <param name="Payload">What it is asked to do, before the members that every payload carries.</param>
public sealed record WorkloadFunction(TraceFunction Trace, JsonObject Payload);
