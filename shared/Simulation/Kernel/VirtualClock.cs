namespace Loadgen.Simulation.Kernel;

/// <summary>The clock of a <see cref="VirtualWorld"/>: exact, and it stands still while code runs.</summary>
internal sealed class VirtualClock(VirtualWorld world) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => world.Now;

    public override long GetTimestamp() => world.Now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new VirtualTimer(world, callback, state, dueTime, period);
}

/// <summary>A timer on virtual time.</summary>
internal sealed class VirtualTimer : ITimer
{
    private const long Never = long.MaxValue;

    private readonly VirtualWorld _world;
    private TimerCallback? _callback;
    private object? _state;
    private TimeSpan _period;

    public VirtualTimer(VirtualWorld world, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _world = world;
        _callback = callback;
        _state = state;
        Change(dueTime, period);
    }

    /// <summary>In ticks of UTC.</summary>
    public long Due { get; private set; } = Never;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        _period = period;
        Due = dueTime == Timeout.InfiniteTimeSpan ? Never : _world.Now.UtcTicks + dueTime.Ticks;
        if (Due != Never)
            _world.Schedule(this);
        return true;
    }

    public void Fire()
    {
        if (_period > TimeSpan.Zero)
            Change(_period, _period);
        else
            Due = Never;
        _callback?.Invoke(_state);
    }

    /// <summary>What it would have called is let go: the world has the timer itself until it would have been due.</summary>
    public void Dispose()
    {
        Due = Never;
        (_callback, _state) = (null, null);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
