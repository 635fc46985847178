using Loadgen.Configuration;
using Loadgen.Trace;
using Loadgen.Workloads;

namespace Loadgen.Analysis.Workloads;

/// <summary>
/// An hour of a workload, to the second, as the experiment <see cref="ExperimentId"/> would plan it with the default <c>JITTER_S</c>.
/// Another experiment or day has its calls at other moments of the same minutes, and about as many in its busiest second.
/// </summary>
public sealed class ExampleHour
{
    /// <summary>The experiment.</summary>
    public const string ExperimentId = "example";

    private readonly int _hour;
    private readonly int[] _seconds = new int[3600];

    private ExampleHour(int hour) => _hour = hour;

    /// <summary>The second with the most calls.</summary>
    public Peak BusiestSecond
    {
        get
        {
            var most = _seconds.Max();
            return new(most, TimeSpan.FromHours(_hour) + TimeSpan.FromSeconds(Array.IndexOf(_seconds, most)));
        }
    }

    internal static ExampleHour Of(Workload workload, int hour)
    {
        var example = new ExampleHour(hour);
        var traceHour = TraceHour.Containing(workload.Starts.Start.AddHours(hour));
        foreach (var function in workload.Functions)
        {
            var ids = new EventIds(ExperimentId, traceHour, function.Id);
            foreach (var offset in function.Schedule.OffsetsIn(hour, ids.ChanceOf, LoadgenConfiguration.DefaultJitterSeconds))
                example._seconds[(int)offset.TotalSeconds]++;
        }

        return example;
    }

    /// <summary>The most calls in a stretch of this length, in whole seconds, rounded up.</summary>
    public long MostWithin(TimeSpan stretch)
    {
        var length = Math.Max(1, (int)Math.Ceiling(stretch.TotalSeconds));
        var (most, within) = (0L, 0L);
        for (var second = 0; second < _seconds.Length; second++)
        {
            within += _seconds[second] - (second >= length ? _seconds[second - length] : 0);
            most = Math.Max(most, within);
        }

        return most;
    }
}
