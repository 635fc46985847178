namespace Loadgen.Trace;

/// <summary>Expands a trace hour into its events.</summary>
public static class TracePlan
{
    /// <summary>All events of <paramref name="hour"/>, by scheduled time; ties by event ID, ordinal.</summary>
    /// <param name="mix">The functions and how often each is invoked.</param>
    /// <param name="experimentId">The experiment, part of every event's ID.</param>
    /// <param name="hour">The hour.</param>
    /// <param name="jitterSeconds">The largest jitter, see <see cref="Jitter.Of"/>.</param>
    public static IReadOnlyList<PlannedEvent> Expand(
        IReadOnlyList<TraceFunction> mix, string experimentId, TraceHour hour, double jitterSeconds)
    {
        var events = new List<PlannedEvent>(mix.Sum(function => function.Count));
        foreach (var function in mix)
        {
            for (var index = 0; index < function.Count; index++)
            {
                var minute = function.MinuteOf(index);
                var eventId = EventId.Format(experimentId, hour, function.Id, index + 1);
                var scheduled = hour.Start.AddMinutes(minute) + Jitter.Of(eventId, jitterSeconds, minute);
                events.Add(new PlannedEvent(eventId, function.Id, index + 1, scheduled));
            }
        }

        events.Sort(static (a, b) => a.ScheduledTime.CompareTo(b.ScheduledTime) is var byTime and not 0
            ? byTime
            : string.CompareOrdinal(a.EventId, b.EventId));
        return events;
    }
}
