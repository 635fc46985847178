using Loadgen.Analysis.Workloads;
using Loadgen.Workloads;
using Loadgen.Workloads.Schedules;

namespace Loadgen.Analysis.Tests.Workloads;

public sealed class PeakRateTests
{
    private static readonly TimeSpan Noon = TimeSpan.FromMinutes(30);

    public static TheoryData<FunctionSchedule, double, string> Peaks => new()
    {
        { new PerMinuteSchedule([16_680], Arrival.Equidistant), 278, "as many every second" },
        { new OffsetSchedule(Enumerable.Repeat(Noon, 30)), 3, "a burst is spread over ten seconds" },
        { new OffsetSchedule(Enumerable.Repeat(Noon, 31)), 4, "rounded up" },
        { new OffsetSchedule([Noon, Noon.Add(TimeSpan.FromSeconds(9)), Noon.Add(TimeSpan.FromSeconds(10))]), 1, "few" },
    };

    [Theory]
    [MemberData(nameof(Peaks))]
    public void The_peak_is_the_most_calls_a_second_on_the_average_of_ten(FunctionSchedule schedule, double expected, string reason)
    {
        var workload = new Workload("peaks", [new("crypto", schedule, [])]);

        Assert.True(expected == PeakRate.Of(WorkloadSummary.Of(workload).Example.MostWithin), reason);
    }
}
