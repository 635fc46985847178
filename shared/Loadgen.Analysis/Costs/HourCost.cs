namespace Loadgen.Analysis.Costs;

/// <summary>
/// About what an hour of one scenario costs, in dollars by <see cref="PriceList"/>, before free tiers: Loadgen's own share, deployed as
/// Terraform does for its peak. What the targets cost is theirs.
/// </summary>
/// <param name="Planner">It is awake from the tick to the last message.</param>
/// <param name="Invoker">Its instances are awake while they hold an event or call.</param>
/// <param name="Storage">Claims, log and state: what is written and read.</param>
/// <param name="PubSub">Messages, and the requests that push them.</param>
/// <param name="Logging">What goes to standard output.</param>
public sealed record HourCost(double Planner, double Invoker, double Storage, double PubSub, double Logging)
{
    private const double MinuteSeconds = 60;

    private const double TickAheadSeconds = 60;
    private const double PlanWindowSeconds = 540;

    /// <summary>The lines of a run with more events go to shards.</summary>
    private const double MostInOneLog = 2000;

    // What terraform/prices.md counts in simulated hours: of a run, of each continuation, of an event, and of each second that has
    // events: in a small run an append to the log, in a big one a shard of each instance.
    internal const double PlannerStartSeconds = 3.2, InvokerStartSeconds = 0.3;
    internal const double WritesOfRun = 4, WritesOfContinuation = 2, WritesOfEvent = 1, WritesOfCheckpoint = 1;
    internal const double WritesOfAppend = 2, WritesOfShard = 1 + (1.0 / 32);
    internal const double ReadsOfRun = 9, ReadsOfContinuation = 4, ReadsOfCheckpoint = 1, ReadsOfShard = 1;
    internal const double PushesOfRun = 1, PushesOfWarmUp = 1, PushesOfContinuation = 1, PushesOfEvent = 1;

    /// <summary>What is published and pushed for one push.</summary>
    internal const double MessageBytes = 4000;

    /// <summary>What is logged of an event.</summary>
    internal const double LoggedBytes = 1400;

    /// <summary>All of it.</summary>
    public double Total => Planner + Invoker + Storage + PubSub + Logging;

    /// <summary>What an hour costs.</summary>
    /// <param name="callsPerMinute">The calls in each of its 60 minutes.</param>
    /// <param name="peak">The <c>peak_events_per_second</c> that it is deployed for.</param>
    public static HourCost Of(ReadOnlySpan<int> callsPerMinute, CallAssumptions assumptions, double peak)
    {
        var size = DeployedSize.Of(peak, assumptions.Held);
        var held = assumptions.Held.TotalSeconds;
        double calls = 0, seconds = 0, shards = 0, invoking = 0;
        var minutes = 0;
        for (var minute = 0; minute < callsPerMinute.Length; minute++)
        {
            var count = callsPerMinute[minute];
            var busy = Math.Min(count, MinuteSeconds);
            calls += count;
            seconds += busy;
            shards += busy * Math.Max(1, count / MinuteSeconds * held / size.EventsAtOnce);
            invoking += InvokerSecondsOf(count, held, size.EventsAtOnce);
            minutes = count > 0 ? minute + 1 : minutes;
        }

        var planning = minutes == 0
            ? 0
            : Math.Max(0, TickAheadSeconds + (minutes * MinuteSeconds) - assumptions.Lead.TotalSeconds);
        var continuations = Math.Floor(planning / PlanWindowSeconds);
        var isBig = calls > MostInOneLog;
        var writes = WritesOfRun + (continuations * WritesOfContinuation) + (calls * WritesOfEvent) + (seconds * WritesOfCheckpoint)
            + (isBig ? shards * WritesOfShard : seconds * WritesOfAppend);
        var reads = ReadsOfRun + (continuations * ReadsOfContinuation) + (seconds * ReadsOfCheckpoint)
            + (isBig ? shards * ReadsOfShard : 0);
        var pushes = PushesOfRun + PushesOfWarmUp + (continuations * PushesOfContinuation) + (calls * PushesOfEvent);
        return new(
            (planning + PlannerStartSeconds) * size.PlannerSecond,
            (invoking + (calls > 0 ? InvokerStartSeconds : 0)) * size.InvokerSecond,
            (writes * PriceList.Write) + (reads * PriceList.Read),
            pushes * ((MessageBytes * PriceList.PubSubByte) + PriceList.Request),
            calls * LoggedBytes * PriceList.LoggedByte);
    }

    /// <summary>
    /// How long instances are awake in a minute: one of them for the share of it in which any of the calls is held, which lie anywhere; and
    /// as many as take all that are held at once.
    /// </summary>
    private static double InvokerSecondsOf(int calls, double held, double eventsAtOnce)
    {
        var idle = Math.Pow(1 - Math.Min(1, held / MinuteSeconds), calls);
        return Math.Max((1 - idle) * MinuteSeconds, calls * held / eventsAtOnce);
    }
}
