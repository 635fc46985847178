namespace Loadgen.Workloads.Schedules;

/// <summary>When a function is called, hour by hour.</summary>
public abstract class FunctionSchedule
{
    /// <summary>How many hours it lasts, at least 1, after which it is silent; <see langword="null"/>: it repeats every hour.</summary>
    public abstract int? Hours { get; }

    /// <summary>How many calls an hour has.</summary>
    /// <param name="hour">0-based.</param>
    public abstract int CountIn(int hour);

    /// <summary>The calls of an hour in the order of their indices: each one's event ID, and how far into the hour it is due.</summary>
    /// <param name="hour">0-based.</param>
    /// <param name="eventIdOf">The event ID of an index, which is 1-based.</param>
    /// <param name="jitterSeconds">The largest jitter, for schedules that have any.</param>
    internal abstract IEnumerable<(string EventId, TimeSpan Offset)> CallsIn(int hour, Func<int, string> eventIdOf, double jitterSeconds);
}
