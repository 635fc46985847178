namespace Loadgen.Planning;

/// <summary>Work that goes on side by side and ends together: where one part fails, the others are cancelled.</summary>
internal sealed class WorkGroup : IDisposable
{
    private readonly CancellationTokenSource _ending;
    private readonly List<Task> _parts = [];

    private WorkGroup(CancellationToken cancellationToken) =>
        _ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

    /// <summary>Cancelled when all parts are to end.</summary>
    public CancellationToken Ending => _ending.Token;

    /// <summary>Does work, and all that it adds to its group; done when every part of it has ended.</summary>
    /// <exception cref="OperationCanceledException">
    /// The token was cancelled first, or the group was ended, and nothing else failed.
    /// </exception>
    public static async Task RunAsync(Func<WorkGroup, Task> work, CancellationToken cancellationToken)
    {
        using var group = new WorkGroup(cancellationToken);
        var leading = group.OrEndAsync(_ => work(group));
        await leading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await Task.WhenAll([leading, .. group._parts]);
    }

    /// <summary>Begins one more part. Only the group's own work may.</summary>
    public Task Add(Func<CancellationToken, Task> work)
    {
        _parts.RemoveAll(part => part.IsCompletedSuccessfully);
        var added = OrEndAsync(work);
        _parts.Add(added);
        return added;
    }

    /// <summary>Has all parts end.</summary>
    public void End() => _ending.Cancel();

    /// <inheritdoc/>
    public void Dispose() => _ending.Dispose();

    private async Task OrEndAsync(Func<CancellationToken, Task> work)
    {
        try
        {
            await work(Ending);
        }
        catch
        {
            End();
            throw;
        }
    }
}
