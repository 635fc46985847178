namespace Loadgen.Clocks;

/// <summary>
/// The machine's clock until a rehearsal's is there, and that one from then on. Starting is not on a rehearsal's clock: what sets a timer
/// before that is the hosts' own machinery, and its timers stay the machine's.
/// </summary>
/// <param name="machine">The machine's clock.</param>
/// <param name="find">The rehearsal's clock, or nothing yet. Asked at each look at the clock until it is there.</param>
public sealed class AwaitedClock(TimeProvider machine, Func<SharedClock?> find) : TimeProvider, IRehearsalClock
{
    private Begun? _begun;

    /// <inheritdoc />
    public ClockKind Kind => ClockKind.Of(Current);

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => machine.LocalTimeZone;

    /// <inheritdoc />
    public override long TimestampFrequency => machine.TimestampFrequency;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => Current.GetUtcNow();

    /// <remarks>Goes on from where the machine's was, so that nothing that spans the beginning takes negative time.</remarks>
    /// <inheritdoc />
    public override long GetTimestamp() => Look() is { } begun ? begun.Timestamp + begun.Clock.GetTimestamp() : machine.GetTimestamp();

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        Current.CreateTimer(callback, state, dueTime, period);

    private TimeProvider Current => Look()?.Clock ?? machine;

    private Begun? Look()
    {
        if (Volatile.Read(ref _begun) is null && find() is { } found)
        {
            // Of several that see it at once, one is the clock of all.
            Interlocked.CompareExchange(ref _begun, new(found.On(machine), machine.GetTimestamp()), null);
        }

        return Volatile.Read(ref _begun);
    }

    /// <param name="Timestamp">The machine's at the beginning.</param>
    private sealed record Begun(TimeProvider Clock, long Timestamp);
}
