using Loadgen.Clocks;
using Loadgen.Testing.Workloads;
using Loadgen.Trace;
using Loadgen.Workloads;
using Loadgen.Workloads.Files;
using Loadgen.Workloads.Schedules;

namespace Loadgen.Tests.Workloads;

public sealed class WorkloadTests
{
    private static readonly TraceHour Hour = TraceHour.Containing(new(2026, 1, 20, 13, 37, 1, TimeSpan.Zero));

    [Theory]
    [InlineData(0, "api_health_check:01", "2026-01-20T13:00:04.501Z")]
    [InlineData(1, "crypto_key_gen:01", "2026-01-20T13:01:04.356Z")]
    [InlineData(2, "image_format_converter:01", "2026-01-20T13:04:03.002Z")]
    [InlineData(3, "video_transcoder:01", "2026-01-20T13:08:14.882Z")]
    public void The_worked_examples_come_out_to_the_millisecond(int position, string name, string scheduled)
    {
        var plan = SomeWorkload.BuiltIn.Expand("experiment-2026-01-15", Hour, jitterSeconds: 15);

        Assert.Equal(4, plan.Count);
        Assert.Equal($"experiment-2026-01-15:2026-01-20T13:00:00Z:{name}", plan[position].EventId);
        Assert.Equal(scheduled, Instant.ToMilliseconds(plan[position].ScheduledTime));
    }

    public static TheoryData<int, FunctionSchedule[], string> Lengths => new()
    {
        { 1, [new CountSchedule(5, 0)], "a schedule that repeats every hour" },
        { 1, [Minutes(1)], "a minute" },
        { 1, [Minutes(60)], "an hour to its last minute" },
        { 2, [Minutes(61)], "a minute more" },
        { 24, [Minutes(1440)], "a day" },
        { 1, [At("00:59:59.999")], "the last millisecond of the first hour" },
        { 2, [At("01:00:00")], "the first one of the second" },
        { 25, [At("24:00:00")], "midnight of the next day" },
        { 24, [new CountSchedule(5, 0), Minutes(60), At("23:00:00")], "the longest of several" },
    };

    [Theory]
    [MemberData(nameof(Lengths))]
    public void It_is_as_many_hours_long_as_its_longest_schedule(int hours, FunctionSchedule[] schedules, string reason) =>
        Assert.Equal((hours, reason), (Of(schedules).Hours, reason));

    [Theory]
    [InlineData("2026-01-20T00:00:00Z", "2026-01-20T13:00:00Z", 24, 13, "its own day")]
    [InlineData("2026-01-20T00:00:00Z", "2026-01-21T13:00:00Z", 24, 13, "the next day")]
    [InlineData("2026-01-20T00:00:00Z", "2027-03-28T13:00:00Z", 24, 13, "a day on which Europe's clocks are put forward")]
    [InlineData("2026-01-20T00:00:00Z", "2026-01-19T23:00:00Z", 24, 23, "the hour before it starts")]
    [InlineData("2026-01-20T00:00:00Z", "2026-01-19T00:00:00Z", 24, 0, "the day before it starts")]
    [InlineData("2026-01-20T00:00:00Z", "1970-01-01T13:00:00Z", 24, 13, "decades before it starts")]
    [InlineData("2026-01-20T05:00:00Z", "2026-01-20T13:00:00Z", 24, 8, "a start within the day")]
    [InlineData("1970-01-01T00:00:00Z", "2026-01-20T13:00:00Z", 24, 13, "the start of a workload that says nothing of it")]
    [InlineData("1970-01-01T00:00:00Z", "2026-01-20T13:00:00Z", 1, 0, "a single hour")]
    [InlineData("2026-01-20T00:00:00Z", "2026-01-19T22:00:00Z", 7, 5, "a length that is no day, before it starts")]
    public void An_hour_takes_the_workloads_hour_by_its_distance_from_the_start(
        string starts, string hour, int hours, int number, string reason)
    {
        var workload = Of(Minutes(hours * 60)) with { Starts = HourOf(starts) };

        Assert.Equal((number, reason), (workload.HourNumberOf(HourOf(hour)), reason));
    }

    [Fact]
    public void A_cut_workload_has_the_events_of_its_minutes_alone()
    {
        var workload = Of(Minutes(60)) with { Minutes = new(10, 15) };

        var plan = workload.Expand("e", Hour, jitterSeconds: 0);

        Assert.Equal([10, 11, 12, 13, 14], plan.Select(planned => planned.ScheduledTime.Minute));
        Assert.Equal([11, 12, 13, 14, 15], plan.Select(planned => planned.InvocationIndex));
    }

    private static Workload Of(params FunctionSchedule[] schedules) =>
        new("some", [.. schedules.Select((schedule, i) => new WorkloadFunction($"f{i}", schedule, []))]);

    private static PerMinuteSchedule Minutes(int count) => new([.. Enumerable.Repeat(1, count)], Arrival.Poisson);

    private static OffsetSchedule At(string offset) => new([OffsetText.Find(offset)!.Value]);

    private static TraceHour HourOf(string text)
    {
        Assert.True(Instant.TryParse(text, out var moment));
        return TraceHour.Containing(moment);
    }
}
