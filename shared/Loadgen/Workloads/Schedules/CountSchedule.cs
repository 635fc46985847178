using Loadgen.Trace;

namespace Loadgen.Workloads.Schedules;

/// <summary>The same calls every hour, spread over it, with jitter.</summary>
/// <param name="count">Calls an hour, at least 1.</param>
/// <param name="minute">The minute of the first one, 0–59.</param>
public sealed class CountSchedule(int count, int minute) : FunctionSchedule
{
    /// <summary>Calls an hour.</summary>
    public int Count { get; } = count;

    /// <summary>The minute of the first call.</summary>
    public int Minute { get; } = minute;

    /// <inheritdoc/>
    public override int? Hours => null;

    /// <inheritdoc/>
    public override int CountIn(int hour) => Count;

    /// <summary>The minute of the hour in which a call lies, jitter aside.</summary>
    /// <param name="index">0-based, below <see cref="Count"/>.</param>
    public int MinuteOf(int index) => (int)(((index * 60L / Count) + Minute) % 60);

    internal override IEnumerable<(string EventId, TimeSpan Offset)> CallsIn(int hour, Func<int, string> eventIdOf, double jitterSeconds)
    {
        for (var i = 0; i < Count; i++)
        {
            var (eventId, minuteOfCall) = (eventIdOf(i + 1), MinuteOf(i));
            yield return (eventId, TimeSpan.FromMinutes(minuteOfCall) + Jitter.Of(eventId, jitterSeconds, minuteOfCall));
        }
    }
}
