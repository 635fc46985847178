namespace Loadgen.Analysis.Workloads;

/// <summary>What Terraform is told of how dense a workload is: <c>peak_events_per_second</c>.</summary>
public static class PeakRate
{
    /// <summary>Events are held about as long, so a second's burst is none.</summary>
    private static readonly TimeSpan Stretch = TimeSpan.FromSeconds(10);

    /// <summary>The most calls a second, on the average of ten seconds; a whole number.</summary>
    /// <param name="mostWithin">The most calls in a stretch of time.</param>
    public static double Of(Func<TimeSpan, long> mostWithin)
    {
        ArgumentNullException.ThrowIfNull(mostWithin);
        return Math.Ceiling(mostWithin(Stretch) / Stretch.TotalSeconds);
    }
}
