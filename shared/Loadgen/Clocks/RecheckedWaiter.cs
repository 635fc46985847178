namespace Loadgen.Clocks;

/// <summary>Waits by the timers of a clock, whichever it is, and is as late as they are.</summary>
public sealed class RecheckedWaiter(TimeProvider time) : IDueWaiter
{
    /// <inheritdoc />
    public Task UntilAsync(DateTimeOffset due, CancellationToken cancellationToken) => time.DelayUntilAsync(due, cancellationToken);
}
