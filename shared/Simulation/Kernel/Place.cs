namespace Loadgen.Simulation.Kernel;

/// <summary>
/// Where code of a world runs, such as an instance of a function. What is awaited in a place goes on there, or, once the place is gone, not
/// at all.
/// </summary>
public sealed class Place(VirtualWorld world) : SynchronizationContext
{
    /// <summary>Whether the place was destroyed.</summary>
    public bool IsGone { get; private set; }

    /// <summary>How many continuations may still be queued here before the place is gone; <see langword="null"/>: any number.</summary>
    public int? LifeLeft { get; set; }

    /// <summary>Called once when the place is destroyed; it must not throw.</summary>
    public Action? Destroyed { get; set; }

    /// <summary>Drops everything that would go on here, as a crash does: no handler runs, no <see langword="finally"/>.</summary>
    public void Destroy()
    {
        if (IsGone)
            return;
        IsGone = true;
        Destroyed?.Invoke();
    }

    /// <summary>Starts something here.</summary>
    /// <returns>Its task, which never completes where the place is gone before.</returns>
    public Task<T> RunAsync<T>(Func<Task<T>> start)
    {
        // Completed in one place and awaited in another: its continuation is posted, never run here. (RunContinuationsAsynchronously would
        // send it through the thread pool.)
        var done = new TaskCompletionSource<T>();
        Post(_ => _ = CompleteAsync(start, done), null);
        return done.Task;
    }

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsGone)
            return;
        if (LifeLeft is { } left && (LifeLeft = left - 1) <= 0)
            Destroy();
        world.Enqueue(this, d, state);
    }

    /// <inheritdoc/>
    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("Nothing here blocks.");

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    private static async Task CompleteAsync<T>(Func<Task<T>> start, TaskCompletionSource<T> done)
    {
        try
        {
            done.TrySetResult(await start());
        }
        catch (Exception e)
        {
            done.TrySetException(e);
        }
    }
}
