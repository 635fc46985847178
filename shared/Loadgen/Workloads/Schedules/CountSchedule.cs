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

    internal override IEnumerable<TimeSpan> OffsetsIn(int hour, Func<int, uint> chanceOf, double jitterSeconds)
    {
        for (var i = 0; i < Count; i++)
        {
            var minuteOfCall = MinuteOf(i);
            var jitter = jitterSeconds > 0 ? Jitter.Of(chanceOf(i + 1), jitterSeconds, minuteOfCall) : TimeSpan.Zero;
            yield return TimeSpan.FromMinutes(minuteOfCall) + jitter;
        }
    }
}
