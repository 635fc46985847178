using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Loadgen.Trace;
using Loadgen.Workloads;
using Loadgen.Workloads.Schedules;

namespace Loadgen.Tests.Workloads;

/// <summary>What holds for every workload of calls that are spread over the hour, not only for the built-in one.</summary>
[Properties(Arbitrary = [typeof(Traces)], Replay = "20260120,13", MaxTest = 200)]
public sealed class CountPropertyTests
{
    public sealed record Function(string Id, int Count, int Minute)
    {
        public CountSchedule Schedule { get; } = new(Count, Minute);
    }

    public sealed record Case(IReadOnlyList<Function> Mix, string ExperimentId, DateTimeOffset Moment, double JitterSeconds)
    {
        public TraceHour Hour => TraceHour.Containing(Moment);

        public IReadOnlyList<PlannedEvent> Expand() =>
            new Workload("any", [.. Mix.Select(function => new WorkloadFunction(function.Id, function.Schedule, []))])
                .Expand(ExperimentId, Hour, JitterSeconds);
    }

    public static class Traces
    {
        public static Arbitrary<Case> Case()
        {
            var function =
                from count in Gen.OneOf(Gen.Choose(1, 70), Gen.Elements(1, 2, 59, 60, 61, 99, 100, 101, 3600))
                from offset in Gen.Choose(0, 59)
                select (count, offset);
            return Arb.From(
                from size in Gen.Choose(1, 4)
                from functions in Gen.ListOf(function, size)
                from experiment in Gen.Elements("e", "experiment-2026-01-15", "x:y", "ü")
                from day in Gen.Choose(0, 40_000)
                from second in Gen.Choose(0, 86_399)
                from jitter in Gen.Elements(-1, 0, double.NaN, 0.0004, 0.001, 0.5, 7.25, 15, 59.999, 3599, 1e12, double.PositiveInfinity)
                select new Case(
                    [.. functions.Select((f, i) => new Function($"f{i}", f.count, f.offset))],
                    experiment, DateTimeOffset.UnixEpoch.AddDays(day).AddSeconds(second), jitter));
        }
    }

    [Property]
    public bool Every_function_is_invoked_as_often_as_its_count_says(Case trace) =>
        trace.Expand().GroupBy(planned => planned.FunctionId, StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key,
                group => group.Select(planned => planned.InvocationIndex).Order().ToList(),
                StringComparer.Ordinal)
            is var indexes && indexes.Count == trace.Mix.Count
        && trace.Mix.All(function => indexes[function.Id].SequenceEqual(Enumerable.Range(1, function.Count)));

    [Property]
    public bool Events_come_by_time_and_then_by_ID(Case trace) =>
        trace.Expand() is var plan && plan.Zip(plan.Skip(1)).All(pair =>
            pair.First.ScheduledTime < pair.Second.ScheduledTime
            || (pair.First.ScheduledTime == pair.Second.ScheduledTime
                && string.CompareOrdinal(pair.First.EventId, pair.Second.EventId) < 0));

    [Property]
    public bool Every_event_lies_within_the_hour_and_on_a_millisecond(Case trace) =>
        trace.Expand().All(planned =>
            planned.ScheduledTime >= trace.Hour.Start
            && planned.ScheduledTime <= trace.Hour.Start.AddSeconds(3599)
            && planned.ScheduledTime.Ticks % TimeSpan.TicksPerMillisecond == 0
            && planned.ScheduledTime.Offset == TimeSpan.Zero);

    [Property]
    public bool No_event_is_earlier_than_its_minute_or_later_than_the_jitter_allows(Case trace) =>
        trace.Expand().All(planned =>
        {
            var minute = trace.Mix.Single(function => function.Id == planned.FunctionId).Schedule.MinuteOf(planned.InvocationIndex - 1);
            var displaced = planned.ScheduledTime - trace.Hour.Start.AddMinutes(minute);
            var most = trace.JitterSeconds > 0 ? Math.Max(1, Math.Floor(trace.JitterSeconds * 1000)) : 0;
            return displaced >= TimeSpan.Zero && displaced.TotalMilliseconds <= most;
        });

    [Property]
    public bool An_event_has_a_name_of_its_own(Case trace) =>
        trace.Expand() is var plan && plan.Select(planned => planned.EventId).Distinct(StringComparer.Ordinal).Count() == plan.Count;

    [Property]
    public bool The_same_hour_is_the_same_trace_at_any_moment_of_it(Case trace, byte second) =>
        trace.Expand().SequenceEqual((trace with { Moment = trace.Hour.Start.AddSeconds(second) }).Expand());

    [Property]
    public bool Another_functions_presence_moves_nothing(Case trace) =>
        trace.Expand() is var all && trace.Mix.All(function => (trace with { Mix = [function] }).Expand()
            .SequenceEqual(all.Where(planned => planned.FunctionId == function.Id)));

    [Property]
    public bool Minutes_lie_within_the_hour_and_are_spread_evenly(Case trace) =>
        trace.Mix.All(function =>
        {
            var minutes = Enumerable.Range(0, function.Count).Select(function.Schedule.MinuteOf).ToList();
            var perMinute = minutes.CountBy(minute => minute).Select(pair => pair.Value).ToList();
            return minutes.TrueForAll(minute => minute is >= 0 and < 60)
                && minutes[0] == function.Minute
                && perMinute.Count == Math.Min(60, function.Count)
                && perMinute.Max() - perMinute.Min() <= 1;
        });

    [Property]
    public bool An_ID_tells_its_parts(Case trace, PositiveInt index)
    {
        var id = EventId.Format(trace.ExperimentId, trace.Hour, "f", index.Get);
        var digits = id[(id.LastIndexOf(':') + 1)..];
        return id.StartsWith($"{trace.ExperimentId}:{trace.Hour}:f:", StringComparison.Ordinal)
            && digits.Length >= 2
            && (digits.Length == 2 || digits[0] != '0')
            && int.Parse(digits, CultureInfo.InvariantCulture) == index.Get;
    }

    [Property]
    public bool An_hour_holds_the_moment_that_it_was_made_of(DateTimeOffset any) =>
        TraceHour.Containing(any) is var hour
        && hour.Start <= any
        && any - hour.Start < TimeSpan.FromHours(1)
        && hour.Start.UtcDateTime is { Minute: 0, Second: 0 } && hour.Start.Ticks % TimeSpan.TicksPerHour == 0
        && hour == TraceHour.Containing(hour.Start);

    [Property]
    public bool Hours_are_ordered_like_their_names(Case one, Case other) =>
        Math.Sign(one.Hour.CompareTo(other.Hour)) == Math.Sign(string.CompareOrdinal(one.Hour.ToString(), other.Hour.ToString()))
        && one.Hour < other.Hour == one.Hour.CompareTo(other.Hour) < 0
        && one.Hour <= other.Hour == !(one.Hour > other.Hour)
        && one.Hour >= other.Hour == !(one.Hour < other.Hour);
}
