namespace Loadgen.Analysis.Correlation;

/// <summary>What the functions' logs say of the events, approach by approach.</summary>
public sealed record CorrelationResult(IReadOnlyList<CorrelatedFunction> Functions)
{
    /// <summary>Logs of calls that no event made. Counted when logs are joined: 0 where that was done before.</summary>
    public long LogsWithoutCall { get; init; }
}

/// <summary>What the logs of a function say of an approach's calls. Times are medians, in milliseconds.</summary>
/// <param name="Calls">Calls that were sent.</param>
/// <param name="WithLog">Those that have a log of the function.</param>
/// <param name="ExecutedTwice">Those that have several.</param>
/// <param name="Early">Executed more than a second before their target time: the clocks of two machines differ by less.</param>
/// <param name="Late">Finished more than a second after their deadline.</param>
/// <param name="ColdStarts">Of those with a log.</param>
/// <param name="TrueEndToEnd">From sending until the function had finished. Of a call that was put off, the waiting is in it.</param>
/// <param name="Overhead">The caller's latency minus the function's own time.</param>
public sealed record CorrelatedFunction(
    string Approach,
    string Function,
    long Calls,
    long WithLog,
    long ExecutedTwice,
    long Early,
    long Late,
    long ColdStarts,
    double? QueueDelay,
    double? Execution,
    double? TrueEndToEnd,
    double? Overhead)
{
    /// <summary>Calls that their function received before they were sent: so far do the clocks of the machines differ.</summary>
    public long NegativeQueueDelays { get; init; }

    /// <summary>Calls that have a log of the dispatcher; <see langword="null"/> where none was joined.</summary>
    public long? WithDispatcherLog { get; init; }

    /// <summary>The dispatcher's own time.</summary>
    public double? DispatcherExecution { get; init; }
}
