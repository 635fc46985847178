using System.Security.Cryptography;
using Grpc.Core;

namespace Google.Cloud.PubSub.V1;

/// <summary>Publish's default call settings: 60 s in all, up to five attempts, exponential backoff with full jitter.</summary>
internal sealed class PublishRetry(TimeProvider time, Func<TimeSpan, TimeSpan> jitter)
{
    private const int Attempts = 5;
    private static readonly TimeSpan OperationTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan FirstBackoff = TimeSpan.FromMilliseconds(100);
    private const int Multiplier = 4;

    public static PublishRetry Default { get; } = new(
        TimeProvider.System,
        longest => TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32((int)longest.TotalMilliseconds + 1)));

    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(OperationTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            var backoff = FirstBackoff;
            for (var left = Attempts - 1; left > 0; left--, backoff *= Multiplier)
            {
                try
                {
                    return await attempt(either.Token);
                }
                catch (RpcException e) when (IsTransient(e.StatusCode))
                {
                    // Another attempt, below.
                }

                await Task.Delay(jitter(backoff), time, either.Token);
            }

            return await attempt(either.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.DeadlineExceeded, $"No answer within {OperationTimeout.TotalSeconds:0} s.", e));
        }
    }

    private static bool IsTransient(StatusCode code) => code
        is StatusCode.Cancelled or StatusCode.Unknown or StatusCode.DeadlineExceeded or StatusCode.ResourceExhausted
        or StatusCode.Aborted or StatusCode.Internal or StatusCode.Unavailable;
}
