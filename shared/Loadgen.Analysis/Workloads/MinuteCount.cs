using Loadgen.Workloads;
using Loadgen.Workloads.Schedules;

namespace Loadgen.Analysis.Workloads;

/// <summary>Counts calls by minute, and finds the hour whose busiest second may be the busiest of all.</summary>
internal sealed class MinuteCount
{
    private const int SecondsOfMinute = 60;
    private const int SecondsOfHour = 3600;

    private readonly int[] _minutes;
    private readonly int[] _hours;

    // What every hour has.
    private readonly int[] _repeated = new int[WorkloadSummary.MinutesOfHour];

    // Of the hour that is being counted: calls at moments that the workload names, and calls that chance spreads over their minute.
    private readonly int[] _exact = new int[SecondsOfHour];
    private readonly int[] _spread = new int[WorkloadSummary.MinutesOfHour];
    private double _densest = -1;

    public MinuteCount(Workload workload)
    {
        _minutes = new int[workload.Hours * WorkloadSummary.MinutesOfHour];
        _hours = new int[workload.Hours];
        foreach (var count in workload.Functions.Select(function => function.Schedule).OfType<CountSchedule>())
        {
            for (var i = 0; i < count.Count; i++)
                _repeated[count.MinuteOf(i)]++;
        }

        _repeated.CopyTo(_spread, 0);
    }

    public IReadOnlyList<int> Minutes => _minutes;

    public IReadOnlyList<int> Hours => _hours;

    public int DensestHour { get; private set; }

    public void Add(int hour, FunctionSchedule schedule)
    {
        switch (schedule)
        {
            case CountSchedule:
                break;
            case PerMinuteSchedule { Arrival: Arrival.Poisson } perMinute:
                var first = hour * WorkloadSummary.MinutesOfHour;
                var end = Math.Min(first + WorkloadSummary.MinutesOfHour, perMinute.Counts.Count);
                for (var minute = first; minute < end; minute++)
                    _spread[minute - first] += perMinute.Counts[minute];
                break;
            default:
                foreach (var offset in schedule.OffsetsIn(hour, static _ => 0, jitterSeconds: 0))
                    _exact[(int)offset.TotalSeconds]++;
                break;
        }
    }

    /// <summary>Takes what was added since the last hour for the whole of this one.</summary>
    public void EndHour(int hour)
    {
        for (var minute = 0; minute < WorkloadSummary.MinutesOfHour; minute++)
        {
            var (sum, most) = (0, 0);
            foreach (var calls in _exact.AsSpan(minute * SecondsOfMinute, SecondsOfMinute))
                (sum, most) = (sum + calls, Math.Max(most, calls));
            _minutes[(hour * WorkloadSummary.MinutesOfHour) + minute] = _spread[minute] + sum;
            _hours[hour] += _spread[minute] + sum;
            if (most + ((double)_spread[minute] / SecondsOfMinute) is var expected && expected > _densest)
                (_densest, DensestHour) = (expected, hour);
        }

        Array.Clear(_exact);
        _repeated.CopyTo(_spread, 0);
    }
}
