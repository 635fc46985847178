namespace Loadgen.Workloads.Schedules;

/// <summary>So many calls in each of consecutive minutes, as traces are published. Their indices count through the hour.</summary>
/// <param name="counts">Calls in each minute, from the first one of hour 0 on; at least one minute.</param>
public sealed class PerMinuteSchedule(IReadOnlyList<int> counts, Arrival arrival) : FunctionSchedule
{
    private const int MinutesOfHour = 60;
    private const int MillisecondsOfMinute = 60_000;

    /// <summary>Calls in each minute.</summary>
    public IReadOnlyList<int> Counts { get; } = counts;

    /// <summary>Where in a minute its calls lie.</summary>
    public Arrival Arrival { get; } = arrival;

    /// <inheritdoc/>
    public override int? Hours { get; } = ((counts.Count - 1) / MinutesOfHour) + 1;

    /// <inheritdoc/>
    public override int CountIn(int hour)
    {
        var sum = 0;
        foreach (var minute in MinutesOf(hour))
            sum = checked(sum + Counts[minute]);
        return sum;
    }

    internal override IEnumerable<TimeSpan> OffsetsIn(int hour, Func<int, uint> chanceOf, double jitterSeconds)
    {
        var index = 0;
        foreach (var minute in MinutesOf(hour))
        {
            var start = TimeSpan.FromMinutes(minute % MinutesOfHour);
            for (var i = 0; i < Counts[minute]; i++)
            {
                index++;
                yield return start + TimeSpan.FromMilliseconds(Arrival is Arrival.Equidistant
                    ? (long)i * MillisecondsOfMinute / Counts[minute]
                    : chanceOf(index) % MillisecondsOfMinute);
            }
        }
    }

    private IEnumerable<int> MinutesOf(int hour)
    {
        var first = (long)hour * MinutesOfHour;
        var end = Math.Min(first + MinutesOfHour, Counts.Count);
        for (var minute = first; minute < end; minute++)
            yield return (int)minute;
    }
}

/// <summary>Where in a minute its calls lie.</summary>
public enum Arrival
{
    /// <summary>At moments drawn evenly from the minute, each from its event ID: a Poisson process, given the minute's count.</summary>
    Poisson,

    /// <summary>At equal distances, the first at the minute's start.</summary>
    Equidistant,
}
