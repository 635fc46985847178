namespace Loadgen.Clocks;

/// <summary>A timer on virtual time: a one-shot timer of the parent, set anew until the virtual due time has really come.</summary>
internal sealed class ScaledTimer : ITimer
{
    /// <summary>The longest time for which the system's timers can be set.</summary>
    internal static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private readonly Lock _lock = new();
    private readonly ScaledTimeProvider _clock;
    private readonly TimerCallback _callback;
    private readonly object? _state;
    private readonly ITimer _parent;

    private DateTimeOffset? _due;
    private TimeSpan _period;
    private bool _disposed;

    internal ScaledTimer(ScaledTimeProvider clock, TimerCallback callback, object? state)
    {
        _clock = clock;
        _callback = callback;
        _state = state;
        _parent = clock.CreateParentTimer(static self => ((ScaledTimer)self!).Wake(), this);
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        RequireTimerSpan(dueTime, nameof(dueTime));
        RequireTimerSpan(period, nameof(period));

        lock (_lock)
        {
            if (_disposed)
                return false;

            _period = period;
            _due = dueTime == Timeout.InfiniteTimeSpan ? null : _clock.GetUtcNow() + dueTime;
            return SetParent();
        }
    }

    public void Dispose()
    {
        Stop();
        _parent.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Stop();
        return _parent.DisposeAsync();
    }

    private void Stop()
    {
        lock (_lock)
        {
            _disposed = true;
            _due = null;
        }
    }

    private void Wake()
    {
        lock (_lock)
        {
            if (_due is not { } due)
                return;

            var now = _clock.GetUtcNow();
            if (now < due)
            {
                SetParent();
                return;
            }

            _due = _period > TimeSpan.Zero ? Later(due + _period, now) : null;
            SetParent();
        }

        _callback(_state);
    }

    // A slow machine skips the ticks it missed instead of firing them all at once.
    private static DateTimeOffset Later(DateTimeOffset due, DateTimeOffset now) => due > now ? due : now;

    private bool SetParent() =>
        _parent.Change(
            _due is { } due ? _clock.ToParent(due - _clock.GetUtcNow()) : Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan);

    private static void RequireTimerSpan(TimeSpan span, string name)
    {
        if (span != Timeout.InfiniteTimeSpan && (span < TimeSpan.Zero || span > LongestWait))
            throw new ArgumentOutOfRangeException(name, span, $"A timer's time must be infinite or between 0 and {LongestWait}.");
    }
}
