namespace Loadgen.Clocks;

/// <summary>
/// A clock that shows <c>start</c> at its parent's <c>anchor</c> and runs <c>speed</c> times as fast: an hour at 60× takes a minute.
/// Instants, timestamps and timers all belong to the virtual time, so code under it needs to know nothing of speeds.
/// </summary>
/// <remarks>
/// Virtual time passes with the parent's monotonic timestamps: a step of the parent's wall clock after construction does not show.
/// Processes that are given the same start, anchor and speed show the same time.
/// </remarks>
public sealed class ScaledTimeProvider : TimeProvider, IRehearsalClock
{
    private const int MostReadings = 100;
    private static readonly TimeSpan CloseTogether = TimeSpan.FromMicroseconds(20);

    private readonly TimeProvider _parent;
    private readonly double _speed;
    private readonly long _parentTimestamp;
    private readonly DateTimeOffset _first;

    /// <summary>Creates a clock that shows <paramref name="start"/> when its parent shows <paramref name="anchor"/>.</summary>
    /// <param name="parent">The clock that is scaled.</param>
    /// <param name="start">The virtual instant at the anchor.</param>
    /// <param name="speed">Virtual seconds per second of the parent; positive and finite.</param>
    /// <param name="anchor">An instant of the parent, past or future.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="speed"/> is not a positive, finite number.</exception>
    public ScaledTimeProvider(TimeProvider parent, DateTimeOffset start, double speed, DateTimeOffset anchor)
    {
        ArgumentNullException.ThrowIfNull(parent);
        if (!(speed > 0) || !double.IsFinite(speed))
            throw new ArgumentOutOfRangeException(nameof(speed), speed, "The speed of a clock must be a positive, finite number.");

        _parent = parent;
        _speed = speed;
        (_parentTimestamp, var now) = ReadBoth(parent);
        _first = start.ToUniversalTime() + ((now - anchor) * speed);
    }

    /// <summary>Creates a clock that shows <paramref name="start"/> now.</summary>
    /// <param name="parent">The clock that is scaled.</param>
    /// <param name="start">The virtual instant now.</param>
    /// <param name="speed">Virtual seconds per second of the parent; positive and finite.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="speed"/> is not a positive, finite number.</exception>
    public ScaledTimeProvider(TimeProvider parent, DateTimeOffset start, double speed)
        : this(parent, start, speed, parent.GetUtcNow())
    {
    }

    /// <inheritdoc />
    public ClockKind Kind => ClockKind.Scaled(_speed);

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => _parent.LocalTimeZone;

    /// <inheritdoc />
    public override long TimestampFrequency => _parent.TimestampFrequency;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => _first + GetElapsedTime(0, GetTimestamp());

    /// <inheritdoc />
    public override long GetTimestamp() => (long)((_parent.GetTimestamp() - _parentTimestamp) * _speed);

    /// <summary>Creates a timer whose due time and period are virtual. It never fires before its virtual due time.</summary>
    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ScaledTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    internal ITimer CreateParentTimer(TimerCallback callback, object? state) =>
        _parent.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>
    /// The parent's timestamp and its time at the same moment. A busy machine may pause between the two, and the pause, times the speed,
    /// would stay: so they are read until one pair lies close together, and the closest counts.
    /// </summary>
    private static (long Timestamp, DateTimeOffset Now) ReadBoth(TimeProvider parent)
    {
        var (closest, best) = (TimeSpan.MaxValue, (0L, default(DateTimeOffset)));
        for (var attempt = 0; attempt < MostReadings && closest > CloseTogether; attempt++)
        {
            var timestamp = parent.GetTimestamp();
            var now = parent.GetUtcNow();
            var apart = parent.GetElapsedTime(timestamp);
            if (apart < closest)
                (closest, best) = (apart, (timestamp, now));
        }

        return best;
    }

    /// <summary>
    /// The parent's time in which <paramref name="virtualTime"/> passes, rounded up to its timers' resolution of a millisecond: rounded
    /// down, a timer would wake too early and spin through its last millisecond.
    /// </summary>
    internal TimeSpan ToParent(TimeSpan virtualTime)
    {
        var milliseconds = Math.Ceiling(virtualTime.TotalMilliseconds / _speed);
        return TimeSpan.FromMilliseconds(Math.Clamp(milliseconds, 0, ScaledTimer.LongestWait.TotalMilliseconds));
    }
}
