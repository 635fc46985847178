using Loadgen.Analysis.Costs;
using Loadgen.Analysis.Workloads;
using Loadgen.Workloads;
using Loadgen.Workloads.Schedules;

namespace Loadgen.Analysis.Tests.Workloads;

public sealed class PushWarningTests
{
    public static TheoryData<int, double, string?, string> Loads => new()
    {
        { 15_000, 1, null, "250 calls/s of 1 s are what the usual lead covers" },
        { 18_000, 1, "up to 3,300 messages are in flight at once, with LEAD_S 10 and calls of 1 s; Pub/Sub keeps 3,000 a region, "
            + "and what is beyond comes late. LEAD_S 9 fits; where none is set, Terraform chooses by peak_events_per_second = 300.",
            "300/s: 11 s of them are too many, and 10 s are not" },
        { 15_000, 5, "up to 3,750 messages are in flight at once, with LEAD_S 10 and calls of 5 s; Pub/Sub keeps 3,000 a region, "
            + "and what is beyond comes late. LEAD_S 7 fits.", "Terraform would not lower it" },
        { 15_000, 20, "up to 7,500 messages are in flight at once, with LEAD_S 10 and calls of 20 s; Pub/Sub keeps 3,000 a region, "
            + "and what is beyond comes late. No LEAD_S fits: spread the calls.", "the calls alone are too many" },
    };

    [Theory]
    [MemberData(nameof(Loads))]
    public void More_messages_in_flight_than_Pub_Sub_keeps_are_told(int perMinute, double latency, string? expected, string reason)
    {
        var workload = new Workload("dense", [new("crypto", new PerMinuteSchedule([perMinute], Arrival.Equidistant), [])]);

        var warning = PushWarning.Of(
            WorkloadSummary.Of(workload).Example.MostWithin, new() { Latency = TimeSpan.FromSeconds(latency) });

        Assert.True(warning == expected, $"{reason}: {warning}");
    }

    [Fact]
    public void A_burst_is_told_however_few_calls_its_minute_has()
    {
        var workload = new Workload("burst", [new("crypto", new OffsetSchedule(Enumerable.Repeat(TimeSpan.Zero, 3001)), [])]);

        Assert.StartsWith(
            "up to 3,001 messages", PushWarning.Of(WorkloadSummary.Of(workload).Example.MostWithin, new()), StringComparison.Ordinal);
    }

    [Fact]
    public void The_lead_is_the_planners_default() => Assert.Equal(11, new CallAssumptions().Held.TotalSeconds);
}
