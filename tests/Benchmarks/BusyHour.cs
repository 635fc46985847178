using Loadgen.Simulation.Hours;

namespace Loadgen.Benchmarks;

/// <summary>What is paid for in an hour.</summary>
/// <param name="Planner">Seconds in which the planner has a tick to answer.</param>
/// <param name="Shared">Seconds in which an invoker that takes all events at once has one to answer.</param>
/// <param name="OneEach">Seconds of all invokers, where each takes one event at a time.</param>
/// <param name="AtOnce">The most events that are held and called at the same time.</param>
/// <param name="Job">Seconds from the hour to the last answer: how long a job that makes the calls itself is alive.</param>
/// <param name="Pushes">Requests to both functions.</param>
/// <param name="Nacked">Requests that they nacked.</param>
/// <param name="Writes">Objects written or composed.</param>
/// <param name="Reads">Objects read.</param>
/// <param name="Lags">How late each call was, in ms.</param>
internal sealed record BusyHour(
    double Planner,
    double Shared,
    double OneEach,
    double AtOnce,
    double Job,
    double Pushes,
    double Nacked,
    double Writes,
    double Reads,
    IReadOnlyList<double> Lags)
{
    /// <summary>Each push by itself.</summary>
    public static double OfOneEach(IEnumerable<AnsweredPush> pushes) => pushes.Sum(push => Billed(push.To - push.From));

    /// <summary>What overlaps counts once.</summary>
    public static double OfShared(IEnumerable<AnsweredPush> pushes)
    {
        var seconds = 0.0;
        (DateTimeOffset From, DateTimeOffset To)? stretch = null;
        foreach (var push in pushes.OrderBy(push => push.From))
        {
            if (stretch is { } open && push.From <= open.To)
            {
                stretch = (open.From, push.To > open.To ? push.To : open.To);
                continue;
            }

            seconds += stretch is { } over ? Billed(over.To - over.From) : 0;
            stretch = (push.From, push.To);
        }

        return seconds + (stretch is { } last ? Billed(last.To - last.From) : 0);
    }

    /// <summary>Rounded up to 100 ms, as Cloud Run does.</summary>
    private static double Billed(TimeSpan busy) => Math.Ceiling(busy.TotalMilliseconds / 100) / 10;
}
