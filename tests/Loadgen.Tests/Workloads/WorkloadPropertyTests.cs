using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Loadgen.Tests.Workloads.Files;
using Loadgen.Trace;
using Loadgen.Workloads;
using Loadgen.Workloads.Files;
using Loadgen.Workloads.Schedules;

namespace Loadgen.Tests.Workloads;

/// <summary>What holds for workloads of all three kinds of schedules, in any of their hours.</summary>
[Properties(Arbitrary = [typeof(Workloads)], Replay = "20260120,13", MaxTest = 200)]
public sealed class WorkloadPropertyTests
{
    /// <param name="Distance">Hours from the workload's start to the hour in question.</param>
    public sealed record Case(Workload Workload, int Distance, double JitterSeconds)
    {
        public TraceHour Hour => TraceHour.Containing(Workload.Starts.Start.AddHours(Distance));

        public int Number => Workload.HourNumberOf(Hour);

        public IReadOnlyList<PlannedEvent> Plan => Workload.Expand("e", Hour, JitterSeconds);

        public IEnumerable<PlannedEvent> PlanOf(WorkloadFunction function) => Plan.Where(planned => planned.FunctionId == function.Id);

        public override string ToString() => $"{WorkloadText.Canonical(Workload)} {Distance} {JitterSeconds}";
    }

    public static class Workloads
    {
        public static Arbitrary<Case> Case()
        {
            Gen<FunctionSchedule> count =
                from calls in Gen.Choose(1, 130)
                from minute in Gen.Choose(0, 59)
                select (FunctionSchedule)new CountSchedule(calls, minute);
            Gen<FunctionSchedule> perMinute =
                from minutes in Gen.Choose(1, 200)
                from counts in Gen.ArrayOf(Gen.Frequency((6, Gen.Choose(0, 3)), (1, Gen.Choose(0, 300))), minutes)
                from arrival in Gen.Elements(Arrival.Poisson, Arrival.Equidistant)
                select (FunctionSchedule)new PerMinuteSchedule(counts, arrival);
            Gen<FunctionSchedule> at =
                from size in Gen.Choose(1, 30)
                from offsets in Gen.ArrayOf(Gen.OneOf(Gen.Choose(0, 5 * 3_600_000), Gen.Elements(0, 3_599_999, 3_600_000)), size)
                select (FunctionSchedule)new OffsetSchedule(offsets.Select(offset => TimeSpan.FromMilliseconds(offset)));
            return Arb.From(
                from size in Gen.Choose(1, 4)
                from schedules in Gen.ListOf(Gen.OneOf(count, perMinute, at), size)
                from start in Gen.Choose(0, 1_000_000)
                from distance in Gen.Choose(-50, 50)
                from jitter in Gen.Elements(0, 0.5, 15, 3599)
                select new Case(
                    new("any", [.. schedules.Select((schedule, i) => new WorkloadFunction($"f{i}", schedule, []))])
                    {
                        Starts = TraceHour.Containing(DateTimeOffset.UnixEpoch.AddHours(start)),
                    },
                    distance, jitter));
        }
    }

    [Property]
    public bool Counts_per_minute_are_kept_exactly(Case any) => any.Workload.Functions.All(function =>
        function.Schedule is not PerMinuteSchedule { Counts: var counts }
        || (any.PlanOf(function).ToLookup(planned => planned.ScheduledTime.Minute) is var calls
            && Enumerable.Range(0, 60).All(minute => calls[minute].Count() == counts.ElementAtOrDefault((any.Number * 60) + minute))));

    [Property]
    public bool Exact_offsets_are_kept_to_the_millisecond(Case any) => any.Workload.Functions.All(function =>
        function.Schedule is not OffsetSchedule { Offsets: var offsets }
        || any.PlanOf(function).Select(planned => planned.ScheduledTime - any.Hour.Start).SequenceEqual(
            offsets.Select(offset => offset - TimeSpan.FromHours(any.Number))
                .Where(offset => offset >= TimeSpan.Zero && offset < TimeSpan.FromHours(1))));

    [Property]
    public bool A_counts_calls_are_as_many_every_hour(Case any) => any.Workload.Functions.All(function =>
        function.Schedule is not CountSchedule { Count: var count } || any.PlanOf(function).Count() == count);

    [Property]
    public bool Every_event_lies_within_the_hour_and_on_a_millisecond(Case any) => any.Plan.All(planned =>
        planned.ScheduledTime >= any.Hour.Start && planned.ScheduledTime < any.Hour.Start.AddHours(1)
        && planned.ScheduledTime.Ticks % TimeSpan.TicksPerMillisecond == 0);

    [Property]
    public bool A_call_lies_in_its_minute_where_the_arrival_says(Case any) => any.Workload.Functions.All(function =>
    {
        if (function.Schedule is not PerMinuteSchedule { Counts: var counts, Arrival: var arrival })
            return true;

        var byIndex = any.PlanOf(function).OrderBy(planned => planned.InvocationIndex).ToList();
        var expected = Enumerable.Range(0, 60)
            .SelectMany(minute => Enumerable.Range(0, counts.ElementAtOrDefault((any.Number * 60) + minute))
                .Select(i => (Minute: minute, I: i, Of: counts[(any.Number * 60) + minute])))
            .Select((call, i) => any.Hour.Start.AddMinutes(call.Minute).AddMilliseconds(arrival is Arrival.Equidistant
                ? call.I * 60_000 / call.Of
                : ChanceOf($"e:{any.Hour}:{function.Id}:{(i + 1).ToString("00", CultureInfo.InvariantCulture)}") % 60_000));
        return byIndex.Select(planned => planned.ScheduledTime).SequenceEqual(expected);
    });

    [Property]
    public bool Only_counts_have_jitter(Case any) => any.Workload.Functions.All(function =>
        function.Schedule is CountSchedule
        || any.PlanOf(function).SequenceEqual((any with { JitterSeconds = 7 }).PlanOf(function)));

    [Property]
    public bool Events_come_by_time_and_then_by_ID(Case any) => any.Plan is var plan && plan.Zip(plan.Skip(1)).All(pair =>
        pair.First.ScheduledTime < pair.Second.ScheduledTime
        || (pair.First.ScheduledTime == pair.Second.ScheduledTime && string.CompareOrdinal(pair.First.EventId, pair.Second.EventId) < 0));

    [Property]
    public bool IDs_are_unique_and_indices_count_through_the_hour(Case any) =>
        any.Plan is var plan
        && plan.Select(planned => planned.EventId).Distinct(StringComparer.Ordinal).Count() == plan.Count
        && plan.ToLookup(planned => planned.FunctionId) is var calls
        && any.Workload.Functions.All(function => calls[function.Id].Select(planned => planned.InvocationIndex).Order()
            .SequenceEqual(Enumerable.Range(1, function.Schedule.CountIn(any.Number))));

    [Property]
    public bool The_same_file_is_the_same_plan(Case any)
    {
        var canonical = WorkloadText.Canonical(any.Workload);
        Workload[] copies =
        [
            WorkloadCodec.Read(Encoding.UTF8.GetBytes(canonical)),
            WorkloadText.Read(canonical, WorkloadSyntax.Json),
            WorkloadText.Read(canonical, WorkloadSyntax.Yaml),
        ];
        return copies.All(copy => WorkloadText.Canonical(copy) == canonical && (any with { Workload = copy }).Plan.SequenceEqual(any.Plan));
    }

    [Property]
    public bool All_hours_together_have_every_call_once(Case any) => any.Workload.Functions.All(function =>
        function.Schedule is CountSchedule
        || Enumerable.Range(0, any.Workload.Hours).Sum(function.Schedule.CountIn) == function.Schedule switch
        {
            PerMinuteSchedule { Counts: var counts } => counts.Sum(),
            OffsetSchedule { Offsets: var offsets } => offsets.Count,
            _ => -1,
        });

    [Property]
    public bool The_hours_begin_anew_after_the_last_one_and_before_the_first_one(Case any, sbyte rounds) =>
        any.Workload.Hours is var hours
        && any.Number == (any.Distance + (50 * hours)) % hours
        && any.Number == (any with { Distance = any.Distance + (rounds * hours) }).Number;

    [Property]
    public bool Hour_13_of_a_day_is_13_oclock(int hours, PositiveInt startDay)
    {
        var day = new Workload("day", [new("f", new PerMinuteSchedule([.. Enumerable.Repeat(1, 1440)], Arrival.Poisson), [])])
        {
            Starts = TraceHour.Containing(DateTimeOffset.UnixEpoch.AddDays(startDay.Get % 100_000)),
        };
        var hour = TraceHour.Containing(day.Starts.Start.AddHours(hours % 100_000));
        return day.HourNumberOf(hour) == hour.Start.Hour;
    }

    private static long ChanceOf(string eventId) =>
        Convert.ToInt64(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(eventId)))[..8], 16);
}
