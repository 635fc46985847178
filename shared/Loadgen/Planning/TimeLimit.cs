namespace Loadgen.Planning;

/// <summary>Trying something for so long.</summary>
internal static class TimeLimit
{
    /// <summary>Does work, but for no longer than <paramref name="longest"/>.</summary>
    /// <param name="work">Ends soon after its token is cancelled.</param>
    /// <returns>Whether it was done.</returns>
    /// <exception cref="OperationCanceledException">The caller's own token was cancelled first.</exception>
    public static async Task<bool> TryForAsync(
        this TimeProvider time, TimeSpan longest, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var over = new CancellationTokenSource(longest > TimeSpan.Zero ? longest : TimeSpan.Zero, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            await work(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
