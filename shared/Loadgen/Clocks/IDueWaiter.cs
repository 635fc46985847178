namespace Loadgen.Clocks;

/// <summary>Waits for an instant of the wall clock: never ends before it, and as little after it as the clock allows.</summary>
public interface IDueWaiter
{
    /// <summary>Ends at <paramref name="due"/> or just after it; at once where that has passed.</summary>
    /// <param name="due">The instant, by <see cref="TimeProvider.GetUtcNow"/>.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    Task UntilAsync(DateTimeOffset due, CancellationToken cancellationToken);
}
