using Loadgen.Clocks;

namespace Loadgen.Cloud.Clocks;

/// <summary>
/// Waits on the machine's own clock, to some microseconds: one thread for all who wait, which sleeps until the next of them is about to be
/// due. The pool takes it from there, and passes the rest of the time looking at the clock.
/// </summary>
/// <remarks>
/// A thread that sleeps wakes late by some 60 µs, and so does one of the pool that is given work. Both have passed when the looking
/// begins, so that neither is part of the lateness. With nothing to wait for the thread is not there, or sleeps.
/// </remarks>
public sealed class MachineWaiter : IDueWaiter, IDisposable
{
    /// <summary>What is left to be spent looking: enough for two threads to wake, and little to be busy for.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMicroseconds(200);

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
        for (var left = due - _machine.GetUtcNow(); left > TimeSpan.Zero; left = due - _machine.GetUtcNow())
        {
            if (left > Ahead)
                await SleepAsync(due - Ahead, cancellationToken);
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
            while (_waiting.TryDequeue(out var waiting, out _))
                waiting.TrySetCanceled();
            _alarm.Wake();
        }

        _thread?.Join();
        _alarm.Dispose();
    }

    private async Task SleepAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        var waiting = new Waiting();
        await using var given = cancellationToken.UnsafeRegister(waiting.GiveUp, null);
        Add(waiting, until);
        await waiting.Task;
    }

    private void Add(Waiting waiting, DateTimeOffset until)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _waiting.Enqueue(waiting, until);
            if (_thread is null)
            {
                // Nobody's flow: it wakes everybody.
                _thread = new Thread(Run) { IsBackground = true, Name = "due" };
                _thread.UnsafeStart();
            }
            else if (until < _next)
            {
                _alarm.Wake();
            }
        }
    }

    private void Run()
    {
        while (TellDue() is { } next)
            _alarm.SleepUntil(next);
    }

    /// <returns>When the next one is about to be due; <see langword="null"/>: never any more.</returns>
    private DateTimeOffset? TellDue()
    {
        lock (_gate)
        {
            if (_disposed)
                return null;
            var now = _machine.GetUtcNow();
            // One that was given up stays until its instant, and is told in vain.
            while (_waiting.TryPeek(out var waiting, out _next) && _next <= now)
            {
                _waiting.Dequeue();
                waiting.TrySetResult();
            }

            if (_waiting.Count == 0)
                _next = DateTimeOffset.MaxValue;
            return _next;
        }
    }

    /// <summary>One who waits. What follows runs in the pool, never on the thread that tells it.</summary>
    private sealed class Waiting() : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public void GiveUp(object? state, CancellationToken cancellationToken) => TrySetCanceled(cancellationToken);
    }
}
