using System.Collections.Concurrent;

namespace Loadgen.Tests.Clocks;

/// <summary>
/// Virtual time that leaps from timer to timer while a test runs it. Timers can be made to end late or early.
/// </summary>
internal sealed class SteppedTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Timer> _pending = [];
    private TimeSpan _wallOffset;

    /// <summary>How late a timer ends; early where negative.</summary>
    public TimeSpan TimerLateness { get; init; }

    /// <summary>Time that has passed, whatever the wall clock says.</summary>
    public TimeSpan Elapsed { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void SetBack(TimeSpan by) => _wallOffset -= by;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return start + Elapsed + _wallOffset;
        }
    }

    public override long GetTimestamp()
    {
        lock (_gate)
        {
            return Elapsed.Ticks;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>
    /// Runs <paramref name="work"/> on this thread alone, and leaps to the next timer whenever nothing else is left to do.
    /// </summary>
    public async Task RunAsync(Func<Task> work)
    {
        // The test framework's context would take what is left to do to other threads.
        SynchronizationContext.SetSynchronizationContext(null);
        var queue = new OwnThread();
        var running = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, queue).Unwrap();
        while (!running.IsCompleted)
        {
            if (!queue.RunNext())
                LeapToNextTimer();
        }

        await running;
    }

    private void LeapToNextTimer()
    {
        Timer? next;
        lock (_gate)
        {
            next = _pending.MinBy(timer => timer.Due);
            if (next is not null)
            {
                _pending.Remove(next);
                Elapsed = next.Due > Elapsed ? next.Due : Elapsed;
            }
        }

        next?.Fire();
    }

    private sealed class OwnThread : TaskScheduler
    {
        private readonly ConcurrentQueue<Task> _tasks = new();

        public bool RunNext() => _tasks.TryDequeue(out var task) && TryExecuteTask(task);

        protected override void QueueTask(Task task) => _tasks.Enqueue(task);

        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

        protected override IEnumerable<Task> GetScheduledTasks() => _tasks;
    }

    private sealed class Timer(SteppedTime owner, TimerCallback callback, object? state) : ITimer
    {
        public TimeSpan Due { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Assert.Equal(Timeout.InfiniteTimeSpan, period);
            Assert.True(dueTime >= TimeSpan.Zero || dueTime == Timeout.InfiniteTimeSpan, $"A timer cannot be set to {dueTime}.");
            lock (owner._gate)
            {
                owner._pending.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    var late = dueTime + owner.TimerLateness;
                    Due = owner.Elapsed + (late > TimeSpan.Zero ? late : TimeSpan.Zero);
                    owner._pending.Add(this);
                }
            }

            return true;
        }

        public void Dispose()
        {
            lock (owner._gate)
                owner._pending.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
