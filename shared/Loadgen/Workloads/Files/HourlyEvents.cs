using System.Runtime.InteropServices;
using Loadgen.Workloads.Schedules;

namespace Loadgen.Workloads.Files;

/// <summary>How many events each hour of a workload has.</summary>
internal sealed class HourlyEvents
{
    private const int MinutesOfHour = 60;

    private readonly List<long> _hours = [0];
    private long _everyHour;

    public void Add(FunctionSchedule schedule)
    {
        switch (schedule)
        {
            case PerMinuteSchedule { Counts: var counts }:
                for (var minute = 0; minute < counts.Count; minute++)
                    Add(minute / MinutesOfHour, counts[minute]);
                break;
            case OffsetSchedule { Offsets: var offsets }:
                foreach (var offset in offsets)
                    Add((int)(offset.Ticks / TimeSpan.TicksPerHour), 1);
                break;
            default:
                _everyHour += schedule.CountIn(0);
                break;
        }
    }

    /// <summary>The first hour that has too many, and how many; <see langword="null"/> where there is none.</summary>
    public (int Hour, long Events)? FindTooFull()
    {
        var hour = _hours.FindIndex(events => events + _everyHour > WorkloadReader.MostEventsOfHour);
        return hour < 0 ? null : (hour, _hours[hour] + _everyHour);
    }

    private void Add(int hour, int events)
    {
        if (events == 0)
            return;

        if (hour >= _hours.Count)
            CollectionsMarshal.SetCount(_hours, hour + 1);
        _hours[hour] += events;
    }
}
