using Loadgen.Clocks;

namespace Loadgen.Cli.Local.Clocks;

/// <summary>
/// The clock of a rehearsal in one process: it skips the waiting, and nothing else. While anything is in flight it runs as fast as the
/// machine's, so that every duration is true; when everybody only waits for it, it leaps to the earliest instant that anybody waits for, so
/// that no timer is passed over.
/// </summary>
/// <remarks>Until it is set it is the machine's clock, on which hosts start.</remarks>
/// <param name="machine">The machine's clock.</param>
/// <param name="inFlight">What must not be skipped.</param>
internal sealed class LeapingClock(TimeProvider machine, InFlight inFlight) : TimeProvider, IRehearsalClock, IAsyncDisposable
{
    /// <summary>How often it looks whether anything is in flight: as often as timers allow.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(1);

    /// <summary>Looks in a row between which nothing has moved: somebody may be just about to.</summary>
    private const int LooksBeforeLeap = 5;

    private readonly LeapingTimers _timers = new(machine, inFlight);
    private readonly CancellationTokenSource _stop = new();
    private volatile Beginning? _beginning;
    private Task _leaping = Task.CompletedTask;

    /// <inheritdoc />
    public ClockKind Kind => _beginning is null ? ClockKind.Machine : ClockKind.Leaping;

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => machine.LocalTimeZone;

    /// <inheritdoc />
    public override long TimestampFrequency => machine.TimestampFrequency;

    /// <summary>Sets it: from now on it is a clock of its own.</summary>
    /// <param name="now">What it shows now.</param>
    public void Show(DateTimeOffset now) => _beginning = new(now, GetTimestamp());

    /// <summary>Begins to leap. What has begun by now is not skipped.</summary>
    public void Leap()
    {
        // Not a part of what is watched, whoever begins.
        using (ExecutionContext.SuppressFlow())
            _leaping = Task.Run(LeapAsync);
    }

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() =>
        _beginning is { } begun ? begun.Now + GetElapsedTime(begun.Timestamp, GetTimestamp()) : machine.GetUtcNow();

    /// <inheritdoc />
    public override long GetTimestamp() => _timers.Now;

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = _timers.Create(callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Ends the leaping: from here on the clock runs on as the machine's does.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _leaping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task LeapAsync()
    {
        using var look = new PeriodicTimer(LookEvery, machine);
        var (looks, seen) = (0, 0);
        while (await look.WaitForNextTickAsync(_stop.Token))
        {
            looks = inFlight.IsNothing(out var changes) && changes == seen ? looks + 1 : 0;
            seen = changes;
            if (looks < LooksBeforeLeap)
                continue;

            looks = 0;
            _timers.LeapToFirst();
        }
    }

    /// <param name="Now">What the clock showed at the beginning.</param>
    private sealed record Beginning(DateTimeOffset Now, long Timestamp);
}
