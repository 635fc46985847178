using Loadgen.Analysis.Workloads;
using Loadgen.Trace;
using Loadgen.Workloads;
using Loadgen.Workloads.Files;
using Loadgen.Workloads.Schedules;

namespace Loadgen.Analysis.Tests.Workloads;

public sealed class WorkloadSummaryTests
{
    /// <summary>Three hours of every form of schedule.</summary>
    private static Workload Mixed => new(
        "mixed",
        [
            new("often", new CountSchedule(2, 5), []),
            new("trace", new PerMinuteSchedule([3, 0, .. new int[60], 7, 4], Arrival.Poisson), []),
            new("even", new PerMinuteSchedule([1, 1], Arrival.Equidistant), []) { Traits = new("often") },
            new("moments", new OffsetSchedule([At(2, 59, 59.999), At(0, 0, 1), At(0, 30, 0)]), []),
        ]);

    [Fact]
    public void Hours_minutes_and_functions_have_all_calls()
    {
        var summary = WorkloadSummary.Of(Mixed);

        Assert.Equal(("mixed", 3), (summary.Name, summary.Hours));
        Assert.Equal([9, 13, 3], summary.CallsPerHour);
        Assert.Equal(25, summary.Calls);
        Assert.Equal(
            [(0, 5), (1, 1), (5, 1), (30, 1), (35, 1), (62, 7), (63, 4), (65, 1), (95, 1), (125, 1), (155, 1), (179, 1)],
            summary.CallsPerMinute.Index().Where(minute => minute.Item > 0));
        Assert.Equal(new Peak(13, At(1, 0, 0)), summary.BusiestHour);
        Assert.Equal(new Peak(7, At(1, 2, 0)), summary.BusiestMinute);
        Assert.Equal(
            [
                ("trace", 14, 11, 0.56, "per_minute, poisson"),
                ("often", 6, 2, 0.24, "count 2, minute 5"),
                ("moments", 3, 2, 0.12, "at, 3 moments"),
                ("even", 2, 2, 0.08, "per_minute, equidistant"),
            ],
            summary.Functions.Select(
                function => (function.Function.Id, function.Calls, function.MostInAnHour, function.Share, function.Schedule)));
    }

    [Fact]
    public void Minutes_are_those_of_the_plan()
    {
        var workload = Mixed with { Starts = TraceHour.Containing(new(2026, 1, 20, 0, 0, 0, TimeSpan.Zero)) };
        var summary = WorkloadSummary.Of(workload);

        Assert.Equal(workload.Starts, summary.Starts);
        for (var hour = 0; hour < workload.Hours; hour++)
        {
            var start = TraceHour.Containing(workload.Starts.Start.AddHours(hour));
            var planned = workload.Expand("any", start, 15)
                .CountBy(call => (hour * 60) + (int)(call.ScheduledTime - start.Start).TotalMinutes)
                .OrderBy(minute => minute.Key);
            Assert.Equal(
                planned.Select(minute => (minute.Key, minute.Value)),
                summary.CallsPerMinute.Index().Skip(hour * 60).Take(60).Where(minute => minute.Item > 0));
        }
    }

    [Fact]
    public void The_busiest_second_is_that_of_the_example()
    {
        var workload = new Workload("dense", [new("crypto", new PerMinuteSchedule([.. Enumerable.Repeat(500, 60)], Arrival.Poisson), [])]);

        var example = WorkloadSummary.Of(workload).Example;

        var hour = TraceHour.Containing(DateTimeOffset.UnixEpoch);
        var seconds = workload.Expand(ExampleHour.ExperimentId, hour, 15)
            .CountBy(call => (int)(call.ScheduledTime - hour.Start).TotalSeconds)
            .ToDictionary();
        Assert.Equal(seconds.Values.Max(), example.BusiestSecond.Calls);
        Assert.Equal(example.BusiestSecond.Calls, seconds[(int)example.BusiestSecond.Start.TotalSeconds]);
        Assert.Equal(
            Enumerable.Range(0, 3590).Max(first => Enumerable.Range(first, 11).Sum(second => seconds.GetValueOrDefault(second))),
            example.MostWithin(TimeSpan.FromSeconds(10.5)));
    }

    [Fact]
    public void The_example_is_the_hour_of_a_burst_though_another_has_more_calls()
    {
        var workload = new Workload(
            "burst",
            [
                new("all-day", new PerMinuteSchedule([.. Enumerable.Repeat(600, 60)], Arrival.Poisson), []),
                new("burst", new OffsetSchedule(Enumerable.Repeat(At(2, 30, 0.5), 100)), []),
            ]);

        var summary = WorkloadSummary.Of(workload);

        Assert.Equal(TimeSpan.Zero, summary.BusiestHour.Start);
        Assert.Equal(new Peak(100, At(2, 30, 0)), summary.Example.BusiestSecond);
    }

    [Fact]
    public void The_built_in_workload_has_four_calls_an_hour()
    {
        var summary = WorkloadSummary.Of(BuiltInWorkload.Unresolved);

        Assert.Equal((1, 4L, 4), (summary.Hours, summary.Calls, summary.Functions.Count));
        Assert.Equal([0, 1, 4, 8], summary.CallsPerMinute.Index().Where(minute => minute.Item > 0).Select(minute => minute.Index));
        Assert.All(summary.Functions, function => Assert.Equal(0.25, function.Share));
    }

    [Fact]
    public void The_largest_day_takes_the_memory_of_one_hours_event_IDs()
    {
        var counts = Enumerable.Range(0, 24 * 60).Select(minute => minute % 60 < 40 ? 2 : 1).ToList();
        var workload = new Workload(
            "largest",
            [
                .. Enumerable.Range(0, 10_000)
                    .Select(i => new WorkloadFunction($"f{i}", new PerMinuteSchedule(counts, (Arrival)(i % 2)), [])),
            ]);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var summary = WorkloadSummary.Of(workload);

        Assert.Equal(24_000_000, summary.Calls);
        // Of one hour, the IDs of half a million events, which pass by: those of 24 hours would be many times that.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400_000_000);
    }

    private static TimeSpan At(int hours, int minutes, double seconds) => new TimeSpan(hours, minutes, 0) + TimeSpan.FromSeconds(seconds);
}
