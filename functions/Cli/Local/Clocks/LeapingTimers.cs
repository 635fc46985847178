namespace Loadgen.Cli.Local.Clocks;

/// <summary>The live timers of a clock that leaps, in the order in which they are due, and how far it has leapt.</summary>
internal sealed class LeapingTimers
{
    private readonly Lock _gate = new();
    private readonly SortedSet<LeapingTimer> _live = new(LeapingTimer.InOrder);
    private readonly TimeProvider _machine;
    private readonly ITimer _wake;
    private long _leapt;
    private long _created;

    /// <param name="machine">The machine's clock.</param>
    /// <param name="inFlight">Told of callbacks that are due.</param>
    public LeapingTimers(TimeProvider machine, InFlight inFlight)
    {
        InFlight = inFlight;
        _machine = machine;
        // Nobody's flow: it fires everybody's timers.
        using (ExecutionContext.SuppressFlow())
            _wake = machine.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The clock's timestamp: the machine's, and what was leapt.</summary>
    public long Now => _machine.GetTimestamp() + Interlocked.Read(ref _leapt);

    /// <summary>A callback is in flight from when it is due until it returns.</summary>
    public InFlight InFlight { get; }

    /// <summary>Creates a timer that is not set.</summary>
    public LeapingTimer Create(TimerCallback callback, object? state) => new(this, Interlocked.Increment(ref _created), callback, state);

    /// <summary>Sets a timer.</summary>
    /// <param name="dueTime">From now on, or infinite.</param>
    /// <param name="period">From then on; infinite or zero for never again.</param>
    /// <returns><see langword="false"/> where it is disposed of.</returns>
    public bool Set(LeapingTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            if (timer.IsDisposed)
                return false;
            _live.Remove(timer);
            timer.Period = period;
            if (dueTime != Timeout.InfiniteTimeSpan)
                Add(timer, Now + Timestamps(dueTime));
            Arm();
            return true;
        }
    }

    /// <summary>Ends a timer. A callback that is on its way still comes.</summary>
    public void Remove(LeapingTimer timer)
    {
        lock (_gate)
        {
            timer.IsDisposed = true;
            _live.Remove(timer);
            Arm();
        }
    }

    /// <summary>Leaps to when the first timer is due, and fires it.</summary>
    public void LeapToFirst()
    {
        lock (_gate)
        {
            if (_live.Min is { } first && first.Due - Now is > 0 and var ahead)
                Interlocked.Add(ref _leapt, ahead);
        }

        Fire();
    }

    private void Fire()
    {
        lock (_gate)
        {
            var now = Now;
            while (_live.Min is { } timer && timer.Due <= now)
            {
                _live.Remove(timer);
                // One that is behind, on a slow machine, leaves out what it missed.
                if (timer.Period > TimeSpan.Zero)
                    Add(timer, Math.Max(timer.Due + Timestamps(timer.Period), now + 1));
                timer.Fire();
            }

            Arm();
        }
    }

    private void Add(LeapingTimer timer, long due)
    {
        timer.Due = due;
        _live.Add(timer);
    }

    /// <summary>The machine wakes this clock when the first timer is due, should it not leap there before.</summary>
    private void Arm() => _wake.Change(
        _live.Min is { } first ? OfMachine(first.Due - Now) : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    // Rounded up to what the machine's timers resolve: too early, it would wake again and again.
    private TimeSpan OfMachine(long timestamps) => TimeSpan.FromMilliseconds(
        Math.Clamp(Math.Ceiling(timestamps * 1000.0 / _machine.TimestampFrequency), 0, uint.MaxValue - 1));

    private long Timestamps(TimeSpan span) =>
        (long)Math.Ceiling(span.Ticks * (double)_machine.TimestampFrequency / TimeSpan.TicksPerSecond);
}
