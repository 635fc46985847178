using Loadgen.Telemetry;
using Polly;
using Polly.Retry;

namespace Loadgen.Storage;

/// <summary>
/// Tries an operation on the store again while the store is unavailable or another writer was faster, with growing, jittered pauses, until
/// it succeeds or is cancelled.
/// </summary>
public sealed class StoreRetry
{
    private readonly ResiliencePipeline _pipeline;

    /// <summary>Creates the policy.</summary>
    /// <param name="time">The clock of the pauses.</param>
    /// <param name="random">A number in [0, 1) per pause.</param>
    /// <param name="metrics">Counts what is tried again; <see langword="null"/> where nobody counts.</param>
    public StoreRetry(TimeProvider time, Func<double> random, Metrics? metrics = null) =>
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<ObjectStoreUnavailableException>().Handle<ObjectPreconditionException>(),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(200),
                MaxDelay = TimeSpan.FromSeconds(8),
                UseJitter = true,
                Randomizer = random,
                OnRetry = _ =>
                {
                    metrics?.Retried();
                    return default;
                },
            })
            .Build();

    /// <summary>Runs <paramref name="operation"/> until it does not fail for a passing reason.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> operation, CancellationToken cancellationToken)
    {
        // Continuations stay on the caller's scheduler: the simulator's time stands still for anything that leaves it.
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: true, cancellationToken);
        try
        {
            return await _pipeline.ExecuteAsync(
                static async (c, operation) => await operation(c.CancellationToken), context, operation);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <inheritdoc cref="RunAsync{T}"/>
    public Task RunAsync(Func<CancellationToken, Task> operation, CancellationToken cancellationToken) =>
        RunAsync(
            async token =>
            {
                await operation(token);
                return true;
            },
            cancellationToken);
}
