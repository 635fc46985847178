namespace Loadgen.Samples.Workloads;

/// <summary>
/// Runs what keeps a processor busy on threads of its own, so that other requests are still answered meanwhile: as many at a time as there
/// are processors, while the others wait their turn.
/// </summary>
public sealed class CpuWork
{
    private readonly SemaphoreSlim _turn = new(Environment.ProcessorCount);

    /// <summary>Runs one piece of work.</summary>
    /// <param name="work">It should check its token often; where it cannot, it is left to finish alone, in its turn.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled, before the work began or during it.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, T> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        var running = Task.Factory.StartNew(
            () =>
            {
                try
                {
                    return work(cancellationToken);
                }
                finally
                {
                    _turn.Release();
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
        return await running.WaitAsync(cancellationToken);
    }
}
