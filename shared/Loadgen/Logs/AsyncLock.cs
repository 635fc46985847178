namespace Loadgen.Logs;

/// <summary>
/// Lets one at a time through, in the order of arrival, without a thread of its own: who leaves lets the next one in. (<c>SemaphoreSlim</c>
/// goes through the thread pool to do so, where the simulator cannot follow.)
/// </summary>
internal sealed class AsyncLock
{
    private readonly Lock _lock = new();
    private readonly LinkedList<TaskCompletionSource> _waiting = [];
    private bool _taken;

    /// <summary>Waits for the lock.</summary>
    /// <returns>Releases the lock when it is disposed.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public async Task<Pass> EnterAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        LinkedListNode<TaskCompletionSource> place;
        lock (_lock)
        {
            if (!_taken)
            {
                _taken = true;
                return new(this);
            }

            place = _waiting.AddLast(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        await using (cancellationToken.UnsafeRegister(_ => GiveUp(place, cancellationToken), null))
            await place.Value.Task;
        return new(this);
    }

    private void GiveUp(LinkedListNode<TaskCompletionSource> place, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (place.List is null)
                return; // Was let in at the same moment.
            _waiting.Remove(place);
        }

        place.Value.SetCanceled(cancellationToken);
    }

    private void Leave()
    {
        TaskCompletionSource? next;
        lock (_lock)
        {
            next = _waiting.First?.Value;
            if (next is null)
                _taken = false;
            else
                _waiting.RemoveFirst();
        }

        next?.SetResult();
    }

    /// <summary>The right to be inside.</summary>
    public readonly struct Pass(AsyncLock owner) : IDisposable
    {
        /// <summary>Leaves. Once only.</summary>
        public void Dispose() => owner.Leave();
    }
}
