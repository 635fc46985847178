using Loadgen.Clocks;

namespace Loadgen.Cloud.Clocks;

/// <summary>
/// Waits on the machine's own clock, to some microseconds: one thread for all who wait, which sleeps until the next of them is about to be
/// due, passes the rest of the time looking at the clock, and goes on with it itself.
/// </summary>
/// <remarks>
/// A thread that sleeps wakes late by some 60 µs, which have passed when the looking begins, so that they are no part of the lateness. Nor
/// is the handing over to a thread of the pool, which is done for those only who are due with another one. What follows a wait must
/// therefore not block: it would block everybody. With nothing to wait for the thread is not there, or sleeps.
/// </remarks>
public sealed class MachineWaiter : IDueWaiter, IDisposable
{
    /// <summary>What is left to be spent looking: enough for a thread to wake, and little to be busy for.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMicroseconds(120);

    private readonly Lock _gate = new();
    private readonly PriorityQueue<Waiting, DateTimeOffset> _waiting = new();
    private readonly TimeProvider _machine;
    private readonly IAlarm _alarm;
    private Thread? _thread;
    private DateTimeOffset _next = DateTimeOffset.MaxValue;
    private bool _disposed;

    /// <param name="machine">The machine's clock.</param>
    public MachineWaiter(TimeProvider machine)
        : this(machine, SemaphoreAlarm.IsSupported ? new SemaphoreAlarm() : new TimedAlarm(machine))
    {
    }

    internal MachineWaiter(TimeProvider machine, IAlarm alarm) => (_machine, _alarm) = (machine, alarm);

    /// <inheritdoc />
    public async Task UntilAsync(DateTimeOffset due, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (due - _machine.GetUtcNow() is { Ticks: > 0 } left)
        {
            if (left > Ahead)
                await SleepAsync(due, cancellationToken);
            else
                Thread.SpinWait(1);
        }
    }

    /// <summary>Gives up all waits.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
                return;
            _disposed = true;
            _alarm.Wake();
        }

        // Nobody adds to them any more, and the thread takes none.
        foreach (var (waiting, _) in _waiting.UnorderedItems)
            waiting.GiveUp(null, CancellationToken.None);
        // What followed a wait may dispose of this, on the thread itself.
        if (_thread is not null && _thread != Thread.CurrentThread)
            _thread.Join();
        _alarm.Dispose();
    }

    private async Task SleepAsync(DateTimeOffset due, CancellationToken cancellationToken)
    {
        var waiting = new Waiting();
        await using var given = cancellationToken.UnsafeRegister(waiting.GiveUp, null);
        Add(waiting, due);
        await waiting.Task;
    }

    private void Add(Waiting waiting, DateTimeOffset due)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _waiting.Enqueue(waiting, due);
            if (_thread is null)
            {
                // Nobody's flow: it wakes everybody.
                _thread = new Thread(Run) { IsBackground = true, Name = "due" };
                _thread.UnsafeStart();
            }
            else if (due < _next)
            {
                _alarm.Wake();
            }
        }
    }

    private void Run()
    {
        ShortSlice.Request();
        while (Next() is { } next)
        {
            // Who waits looks at the clock for the rest of the time, on this thread.
            if (next.Waiting is { } waiting)
                waiting.TrySetResult();
            else
                _alarm.SleepUntil(next.Due < DateTimeOffset.MaxValue ? next.Due - Ahead : next.Due);
        }
    }

    /// <summary>Takes out all that are about to be due. The pool gets them, but for the first.</summary>
    private (Waiting? Waiting, DateTimeOffset Due)? Next()
    {
        lock (_gate)
        {
            if (_disposed)
                return null;
            var soon = _machine.GetUtcNow() + Ahead;
            (Waiting?, DateTimeOffset)? first = null;
            // One that was given up stays until its instant, and is told in vain.
            while (_waiting.TryPeek(out var waiting, out _next) && _next <= soon)
            {
                _waiting.Dequeue();
                if (first is null)
                    first = (waiting, _next);
                else
                    waiting.Pass();
            }

            if (_waiting.Count == 0)
                _next = DateTimeOffset.MaxValue;
            return first ?? (null, _next);
        }
    }

    /// <summary>One who waits.</summary>
    private sealed class Waiting : TaskCompletionSource, IThreadPoolWorkItem
    {
        /// <summary>Lets the pool go on.</summary>
        public void Pass() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

        void IThreadPoolWorkItem.Execute() => TrySetResult();

        /// <summary>Whoever gives up does not go on with what follows: that is the pool's.</summary>
        public void GiveUp(object? state, CancellationToken cancellationToken) =>
            ThreadPool.UnsafeQueueUserWorkItem(token => TrySetCanceled(token), cancellationToken, preferLocal: false);
    }
}
