namespace Loadgen.Cli.Local.Clocks;

/// <summary>A timer of a clock that leaps.</summary>
/// <param name="number">Tells it from others that are due at the same time.</param>
internal sealed class LeapingTimer(LeapingTimers timers, long number, TimerCallback callback, object? state) : ITimer
{
    // As the system's timers do: a callback runs in the flow that made its timer.
    private readonly ExecutionContext? _flow = ExecutionContext.Capture();

    /// <summary>The order in which timers fire.</summary>
    public static Comparer<LeapingTimer> InOrder { get; } =
        Comparer<LeapingTimer>.Create((one, other) => (one.Due, one.Number).CompareTo((other.Due, other.Number)));

    /// <summary>The timestamp at which it is due, while it is live. <see cref="LeapingTimers"/> sets this and the next two.</summary>
    public long Due { get; set; }

    public TimeSpan Period { get; set; }

    public bool IsDisposed { get; set; }

    private long Number => number;

    public bool Change(TimeSpan dueTime, TimeSpan period) => timers.Set(this, dueTime, period);

    /// <summary>Has the pool call back.</summary>
    public void Fire()
    {
        var due = timers.InFlight.Request();
        ThreadPool.UnsafeQueueUserWorkItem(CallBack, due, preferLocal: false);
    }

    public void Dispose() => timers.Remove(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void CallBack(IDisposable due)
    {
        using (due)
        {
            if (_flow is null)
                callback(state);
            else
                ExecutionContext.Run(_flow, _ => callback(state), null);
        }
    }
}
