namespace Loadgen.Clocks;

/// <summary>
/// Waits for an instant of the wall clock: never ends before it, and as little after it as the machine allows. One for all who wait on the
/// same clock, since they learn from each other.
/// </summary>
/// <remarks>
/// Timers end late, by a millisecond or so on the machine's own clock, by more on a clock that runs faster, not at all on one that is moved
/// by hand. How late is learned from this clock's own timers: the last one is asked to end that much early, and the rest is passed by
/// looking at the clock again and again. On a clock whose timers are exact, nobody ever spins.
/// </remarks>
public sealed class PreciseDelay(TimeProvider time)
{
    /// <summary>A timer runs on regardless when the wall clock is set; so often at least, the clock is read again.</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan ShortestTimer = TimeSpan.FromMilliseconds(1);

    /// <summary>
    /// Looks at the clock in one go, at most: some 5 ms of processor time, whatever the speed of the clock. An idle machine's timers leave
    /// 1 to 2 ms of it to be used; a margin that takes longer to pass was learned on a machine too busy to spin on.
    /// </summary>
    private const int LongestSpin = 64 * 1024;

    /// <summary>
    /// Looks before others get their turn, some 3 µs. Going through the pool after each look keeps more than one thread busy and notices
    /// the instant later.
    /// </summary>
    private const int LooksPerTurn = 32;

    private readonly TimerLateness _lateness = new();
    private int _spinning;

    /// <summary>Ends at <paramref name="due"/> or just after it; at once where that has passed.</summary>
    /// <param name="due">The instant, by <see cref="TimeProvider.GetUtcNow"/>.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task UntilAsync(DateTimeOffset due, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        for (var left = due - time.GetUtcNow(); left > TimeSpan.Zero; left = due - time.GetUtcNow())
        {
            var margin = _lateness.Margin;
            if (NextTimer(left, margin) is { } timer)
                await SleepAsync(timer, cancellationToken);
            else if (!await SpinAsync(due, cancellationToken) && due - time.GetUtcNow() is { Ticks: > 0 } rest)
                await SleepAsync(TimeProviderExtensions.WholeMilliseconds(rest), cancellationToken);
        }
    }

    /// <summary>How long to sleep before the clock is read again; <see langword="null"/>: not at all any more.</summary>
    private static TimeSpan? NextTimer(TimeSpan left, TimeSpan? margin)
    {
        if (margin == TimeSpan.Zero)
            return TimeProviderExtensions.WholeMilliseconds(left < LongestTimer ? left : LongestTimer);

        // Not all the way at once: each timer on the way there is one more to learn from, and the one before the margin is a short one.
        var ahead = left - (margin ?? TimeSpan.Zero);
        var step = margin is null || ahead > margin * 4 ? ahead * 0.75 : ahead;
        if (step >= ShortestTimer)
            return TimeSpan.FromMilliseconds(Math.Floor((step < LongestTimer ? step : LongestTimer).TotalMilliseconds));
        return margin is null ? TimeProviderExtensions.WholeMilliseconds(left) : null;
    }

    private async Task SleepAsync(TimeSpan timer, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        await Task.Delay(timer, time, cancellationToken);
        _lateness.Observe(time.GetElapsedTime(start) - timer);
    }

    /// <summary>Looks at the clock until it says <paramref name="due"/>, letting all others work in between.</summary>
    /// <returns><see langword="false"/> where looking does not help: the clock stands still, or it would take too long.</returns>
    private async Task<bool> SpinAsync(DateTimeOffset due, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _spinning);
        // A clock that leaps from timer to timer, which the machine's does not, would leap past who only looks at it. The moment may have
        // come meanwhile.
        var left = due - time.GetUtcNow();
        var beyond = (left > TimeSpan.Zero ? left : TimeSpan.Zero) + ShortestTimer;
        using var lookout = time == TimeProvider.System
            ? null
            : time.CreateTimer(static _ => { }, null, beyond, Timeout.InfiniteTimeSpan);
        try
        {
            var last = time.GetTimestamp();
            for (var looks = 0; looks < LongestSpin;)
            {
                await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();

                // Those who spin at the same time share a turn, or a thousand of them would take milliseconds to come round.
                for (var look = 0; look < Math.Max(1, LooksPerTurn / Volatile.Read(ref _spinning)); look++, looks++)
                {
                    if (time.GetUtcNow() >= due)
                        return true;
                }

                var now = time.GetTimestamp();
                if (now == last)
                    return false;
                last = now;
            }

            return false;
        }
        finally
        {
            Interlocked.Decrement(ref _spinning);
        }
    }
}
