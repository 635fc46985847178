namespace Loadgen.Cli.Local.Clocks;

/// <summary>
/// What must not be skipped: requests that are not answered yet, and code that runs. Where there is neither, everybody waits for the clock.
/// </summary>
internal sealed class InFlight
{
    private readonly AsyncLocal<bool> _isWatched;
    private int _running;
    private int _requests;
    private int _changes;

    // Told whenever a thread takes up a flow that is watched, or leaves one; and now and then when nothing has changed.
    public InFlight() => _isWatched = new(thread =>
    {
        if (thread.CurrentValue != thread.PreviousValue)
            Count(ref _running, thread.CurrentValue ? 1 : -1);
    });

    /// <summary>
    /// Watches the calling asynchronous flow from here on, and all that it starts: while a thread works on it, something is in flight. One
    /// that awaits is not, so what it awaits, unless it is the clock, has to be a <see cref="Request"/>.
    /// </summary>
    public void Watch() => _isWatched.Value = true;

    /// <summary>Watches what <paramref name="start"/> starts, and not the caller.</summary>
    public T Watch<T>(Func<T> start)
    {
        var before = _isWatched.Value;
        _isWatched.Value = true;
        try
        {
            return start();
        }
        finally
        {
            _isWatched.Value = before;
        }
    }

    /// <summary>A request is sent to somebody outside the watched flows.</summary>
    /// <returns>To be disposed of when it is answered.</returns>
    public IDisposable Request()
    {
        Count(ref _requests, 1);
        return new Sent(this);
    }

    /// <summary>
    /// Works on a request that has arrived whole: it is on its way no more, and its answer will be. What works on it is watched.
    /// </summary>
    public async Task ArriveAsync(Func<Task> work)
    {
        Watch();
        Count(ref _requests, -1);
        try
        {
            await work();
        }
        finally
        {
            Count(ref _requests, 1);
        }
    }

    /// <summary>Whether nothing is in flight.</summary>
    /// <param name="changes">A number that has changed if anything was, between two looks.</param>
    public bool IsNothing(out int changes)
    {
        changes = Volatile.Read(ref _changes);
        // What is taken up next waits in the pool's queue.
        return Volatile.Read(ref _running) == 0 && Volatile.Read(ref _requests) == 0 && ThreadPool.PendingWorkItemCount == 0;
    }

    private void Count(ref int what, int by)
    {
        Interlocked.Add(ref what, by);
        Interlocked.Increment(ref _changes);
    }

    private sealed class Sent(InFlight inFlight) : IDisposable
    {
        public void Dispose() => inFlight.Count(ref inFlight._requests, -1);
    }
}
