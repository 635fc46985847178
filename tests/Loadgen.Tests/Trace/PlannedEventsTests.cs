using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Loadgen.Trace;
using Loadgen.Workloads;
using Loadgen.Workloads.Schedules;

namespace Loadgen.Tests.Trace;

/// <summary>A packed plan is the list that one would write down event by event.</summary>
[Properties(Arbitrary = [typeof(Cases)], Replay = "20260120,13", MaxTest = 200)]
public sealed class PlannedEventsTests
{
    private static readonly TraceHour Hour = TraceHour.Containing(new(2026, 1, 20, 13, 0, 0, TimeSpan.Zero));

    public sealed record Function(string Id, IReadOnlyList<int> Milliseconds);

    public sealed record Case(IReadOnlyList<Function> Functions, string ExperimentId, MinuteRange? Minutes)
    {
        public PlannedEvents Packed => new Workload("any", [.. Functions.Select(function =>
            new WorkloadFunction(function.Id, new OffsetSchedule(Offsets(function)), []))])
        { Minutes = Minutes }
            .Expand(ExperimentId, Hour, jitterSeconds: 15);

        public List<PlannedEvent> Naive =>
        [
            .. Functions
                .SelectMany(function => Offsets(function).Order().Select((offset, i) =>
                    new PlannedEvent(EventId.Format(ExperimentId, Hour, function.Id, i + 1), function.Id, i + 1, Hour.Start + offset)))
                .Where(planned => Minutes?.Contains(Hour, planned.ScheduledTime) ?? true)
                .OrderBy(planned => planned.ScheduledTime)
                .ThenBy(planned => planned.EventId, StringComparer.Ordinal),
        ];

        private static IEnumerable<TimeSpan> Offsets(Function function) =>
            function.Milliseconds.Select(milliseconds => TimeSpan.FromMilliseconds(milliseconds));
    }

    public static class Cases
    {
        /// <summary>Names of which one begins with another, and those whose next letter comes before or after the colon.</summary>
        private static readonly string[] Names = ["a", "a-", "a.b", "a1", "A", "a_", "ab", "b", "Z", "0"];

        public static Arbitrary<Case> Case() => Arb.From(
            from names in Gen.SubListOf(Names)
            from size in Gen.Elements(1, 2, 12, 130)
                // Few moments, so that most events share one.
            from moments in Gen.ArrayOf(
                Gen.ArrayOf(Gen.OneOf(Gen.Choose(0, 2), Gen.Elements(59_999, 60_000, 3_599_999)), size), Names.Length)
            from experiment in Gen.Elements("e", "experiment-2026-01-15", "ü")
            from minutes in Gen.Elements(null, null, new MinuteRange(0, 1), new MinuteRange(1, 60))
            select new Case(
                [.. names.DefaultIfEmpty("a").Select((name, i) => new Function(name, moments[i]))], experiment, minutes));
    }

    [Property]
    public bool It_has_the_same_events_in_the_same_order(Case any) => any.Packed.SequenceEqual(any.Naive);

    [Property]
    public bool Each_is_found_at_its_place(Case any) =>
        any.Packed is var packed
        && any.Naive is var naive
        && packed.Count == naive.Count
        && Enumerable.Range(0, naive.Count).All(i => packed[i] == naive[i] && packed.DueTimes[i] == naive[i].ScheduledTime);
}
