namespace Loadgen.Planning;

/// <summary>
/// How many pushes a plan has in flight at once: a message is from when it is published until its event's line is stored. Pub/Sub keeps so
/// many in a region, and lets what comes on top wait, which makes events late.
/// </summary>
public static class PushLoad
{
    /// <summary>The pushes that Pub/Sub keeps in flight, where acknowledging takes longer than a second.</summary>
    public const int Most = 3000;

    /// <summary>How long a call is taken to last, since nobody knows yet.</summary>
    public static readonly TimeSpan ExpectedLatency = TimeSpan.FromSeconds(1);

    /// <summary>The most pushes that are in flight at any moment.</summary>
    /// <param name="dueTimes">When the events are due, in order.</param>
    /// <param name="lead"><c>LEAD_S</c>.</param>
    public static int PeakOf(IReadOnlyList<DateTimeOffset> dueTimes, TimeSpan lead)
    {
        ArgumentNullException.ThrowIfNull(dueTimes);
        var (peak, oldest) = (0, 0);
        for (var newest = 0; newest < dueTimes.Count; newest++)
        {
            while (dueTimes[newest] - dueTimes[oldest] >= lead + ExpectedLatency)
                oldest++;
            peak = Math.Max(peak, newest - oldest + 1);
        }

        return peak;
    }
}
