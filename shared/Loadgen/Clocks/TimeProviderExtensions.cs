namespace Loadgen.Clocks;

/// <summary>Waiting that may end a few milliseconds late, but not early.</summary>
public static class TimeProviderExtensions
{
    /// <summary>Waits until the clock says <paramref name="moment"/> or later. Timers can end early, so the clock is read again.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public static async Task DelayUntilAsync(this TimeProvider time, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        for (var left = moment - time.GetUtcNow(); left > TimeSpan.Zero; left = moment - time.GetUtcNow())
            await Task.Delay(WholeMilliseconds(left < LongestDelay ? left : LongestDelay), time, cancellationToken);
    }

    /// <summary>Rounded up: a timer drops what is below a millisecond, and one of none ends at once, again and again.</summary>
    internal static TimeSpan WholeMilliseconds(TimeSpan left) => TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds));

    /// <summary>Below what a timer can take.</summary>
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(1);
}
