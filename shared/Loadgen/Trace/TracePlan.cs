namespace Loadgen.Trace;

/// <summary>Expands a trace hour into its events.</summary>
public static class TracePlan
{
    /// <summary>All events of <paramref name="hour"/>, by scheduled time; ties by event ID, ordinal.</summary>
    /// <param name="jitterSeconds">The largest jitter, see <see cref="Jitter.Of"/>.</param>
    public static IReadOnlyList<PlannedEvent> Expand(
        IReadOnlyList<TraceFunction> mix, string experimentId, TraceHour hour, double jitterSeconds) =>
    [
        .. mix
            .SelectMany(function => Enumerable.Range(0, function.Count), (function, index) => (function, index))
            .Select(call => EventOf(call.function, call.index, experimentId, hour, jitterSeconds))
            .OrderBy(planned => planned.ScheduledTime)
            .ThenBy(planned => planned.EventId, StringComparer.Ordinal),
    ];

    private static PlannedEvent EventOf(TraceFunction function, int index, string experimentId, TraceHour hour, double jitterSeconds)
    {
        var minute = function.MinuteOf(index);
        var eventId = EventId.Format(experimentId, hour, function.Id, index + 1);
        return new(eventId, function.Id, index + 1, hour.Start.AddMinutes(minute) + Jitter.Of(eventId, jitterSeconds, minute));
    }
}
