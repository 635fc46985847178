using Loadgen.Trace;

namespace Loadgen.Workloads.Schedules;

/// <summary>When a function is called, hour by hour.</summary>
public abstract class FunctionSchedule
{
    /// <summary>How many hours it lasts, at least 1, after which it is silent; <see langword="null"/>: it repeats every hour.</summary>
    public abstract int? Hours { get; }

    /// <summary>How many calls an hour has.</summary>
    /// <param name="hour">0-based.</param>
    public abstract int CountIn(int hour);

    /// <summary>How far into an hour each of its calls is due, in the order of their indices.</summary>
    /// <param name="hour">0-based.</param>
    /// <param name="chanceOf">The chance of the event with an index, which is 1-based; see <see cref="EventIds.ChanceOf"/>.</param>
    /// <param name="jitterSeconds">The largest jitter, for schedules that have any.</param>
    internal abstract IEnumerable<TimeSpan> OffsetsIn(int hour, Func<int, uint> chanceOf, double jitterSeconds);
}
