namespace Loadgen.Cloud.Telemetry;

/// <summary>
/// Has what a function recorded of a request leave before its answer does: afterwards the function may have no processor. Many that end at
/// the same time share a flush.
/// </summary>
/// <param name="send">Sends what waits, and blocks until then. Told whether nobody is at work any more.</param>
/// <param name="warn">Told why something is late.</param>
/// <param name="pause">The least time from one flush to the next: under load, each then takes what many have left.</param>
/// <param name="patience">The longest that an answer waits.</param>
/// <param name="time">The machine's clock.</param>
public sealed class TelemetryFlush(Action<bool> send, Action<string> warn, TimeSpan pause, TimeSpan patience, TimeProvider time)
{
    private readonly Lock _gate = new();
    private Task _current = Task.CompletedTask;
    private Task? _next;
    private long? _begun;
    private int _atWork;

    /// <summary>Begins the work on a request. Its answer may go out once the result is disposed of.</summary>
    /// <param name="stopping">
    /// The instance stops. Then an answer waits for nothing: what is left is sent at the end, which has a processor.
    /// </param>
    public IAsyncDisposable Work(CancellationToken stopping = default)
    {
        Interlocked.Increment(ref _atWork);
        return new Request(this, stopping);
    }

    private async Task EndAsync(CancellationToken stopping)
    {
        Interlocked.Decrement(ref _atWork);
        if (stopping.IsCancellationRequested)
            return;

        Task next;
        lock (_gate)
        {
            if (_next is null)
            {
                var current = _current;
                // Whatever is current where the first one ends, it is not about the others.
                using (ExecutionContext.SuppressFlow())
                    _next = Task.Run(() => SendAfterAsync(current));
            }

            next = _next;
        }

        try
        {
            await next.WaitAsync(patience, time, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Nothing is lost by it.
        }
        catch (TimeoutException)
        {
            warn($"they were not sent within {patience.TotalSeconds} s, and the answer did not wait any longer.");
        }
    }

    private async Task SendAfterAsync(Task current)
    {
        await current;
        if (_begun is { } begun && pause - time.GetElapsedTime(begun) is { Ticks: > 0 } rest)
            await Task.Delay(rest, time);
        _begun = time.GetTimestamp();
        lock (_gate)
            (_current, _next) = (_next!, null);

        // On a thread of its own: those of the pool are few, and calls need them.
        await Task.Factory.StartNew(
            () => send(Volatile.Read(ref _atWork) == 0), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private sealed class Request(TelemetryFlush flush, CancellationToken stopping) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => new(flush.EndAsync(stopping));
    }
}
