using System.Collections.Frozen;
using Loadgen.Trace;

namespace Loadgen.Workloads;

/// <summary>Which functions are called, with what, and when. It lasts one hour or more, and begins anew after its last one.</summary>
/// <param name="Name">For people: start line and reports.</param>
/// <param name="Functions">In the order in which they are listed; no two have the same ID.</param>
public sealed record Workload(string Name, IReadOnlyList<WorkloadFunction> Functions)
{
    private readonly FrozenDictionary<string, WorkloadFunction> _byId = Functions.ToFrozenDictionary(function => function.Id);

    /// <summary>In the order in which they are listed.</summary>
    public IReadOnlyList<WorkloadFunction> Functions { get; } = Functions;

    /// <summary>A trace hour that is its hour 0.</summary>
    public TraceHour Starts { get; init; } = TraceHour.Containing(DateTimeOffset.UnixEpoch);

    /// <summary>The part of each hour to which it is cut, as a rehearsal may do; <see langword="null"/>: whole hours.</summary>
    public MinuteRange? Minutes { get; init; }

    /// <summary>How many hours long it is: as its longest schedule.</summary>
    public int Hours { get; } = Functions.Max(function => function.Schedule.Hours) ?? 1;

    /// <summary>The function of an ID, which must be one of the workload's.</summary>
    public WorkloadFunction this[string functionId] => _byId[functionId];

    /// <summary>Which of its hours a trace hour takes, 0-based.</summary>
    public int HourNumberOf(TraceHour hour)
    {
        var distance = (hour.Start - Starts.Start).Ticks / TimeSpan.TicksPerHour;
        return (int)(((distance % Hours) + Hours) % Hours);
    }

    /// <summary>The events of an hour, in the order in which they are due; ties by event ID, ordinal.</summary>
    /// <param name="jitterSeconds">The largest jitter, see <see cref="Jitter.Of"/>.</param>
    public PlannedEvents Expand(string experimentId, TraceHour hour, double jitterSeconds)
    {
        var number = HourNumberOf(hour);
        // In event IDs a colon follows.
        WorkloadFunction[] functions = [.. Functions.OrderBy(function => function.Id + ':', StringComparer.Ordinal)];
        var ids = Array.ConvertAll(functions, function => new EventIds(experimentId, hour, function.Id));
        var calls = new List<PlannedCall>(functions.Sum(function => function.Schedule.CountIn(number)));
        for (var i = 0; i < functions.Length; i++)
        {
            var index = 0;
            foreach (var offset in functions[i].Schedule.OffsetsIn(number, ids[i].ChanceOf, jitterSeconds))
            {
                var call = new PlannedCall(hour.Start + offset, i, ++index);
                if (Minutes?.Contains(hour, call.Due) is not false)
                    calls.Add(call);
            }
        }

        return new(ids, calls);
    }
}
