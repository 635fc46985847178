using System.Text.RegularExpressions;
using Loadgen.Analysis.Reports;

namespace Loadgen.Analysis.Tests.Reports;

public sealed class ComparisonTests
{
    private const int Hours = 20;

    public static TheoryData<string, double, string> Sentences => new()
    {
        { "slower", 34, @"^B is 34\.\d+ ms slower than A for `f` \(95%: 3[34]\.\d+ to 34\.\d+, 40 pairs\)$" },
        { "faster", -5, @"^B is (4\.9|5\.0)\d* ms faster than A for `f` \(95%: 4\.\d+ to [45]\.\d+, 40 pairs\)$" },
        { "nothing", 0, @"^no difference can be shown between B and A for `f` \(95%: −0\.\d+ to 0\.\d+ ms, 40 pairs\)$" },
        { "seconds", 34_000, @"^B is 34\.\d+ s slower than A for `f` \(95%: 3[34]\.\d+ to 34\.\d+ s, 40 pairs\)$" },
    };

    [Theory]
    [MemberData(nameof(Sentences))]
    public void A_difference_is_told_in_a_sentence(string reason, double difference, string sentence)
    {
        using var events = Experiment(difference);

        var comparison = Assert.Single(events.Report().Comparisons);

        var isSo = Regex.IsMatch(comparison.Sentence, sentence, RegexOptions.None, TimeSpan.FromSeconds(1));
        Assert.True(isSo, $"{reason}: {comparison.Sentence}");
    }

    [Theory]
    [InlineData(5, 1, "too few pairs of B and A for `f`: 5, and 6 are needed", "few pairs")]
    [InlineData(5, 3, "too few hours with pairs of B and A for `f`: 5, and 6 are needed", "few hours")]
    public void Too_little_shows_nothing(int hours, int events, string sentence, string reason)
    {
        using var some = new SomeEvents();
        some.Add(new("A"), hours, events).Add(new("B"), hours, events);

        var comparison = Assert.Single(some.Report().Comparisons);

        Assert.True(comparison.Sentence == sentence, $"{reason}: {comparison.Sentence}");
        Assert.Equal(Finding.TooFew, comparison.Finding);
        Assert.Equal(1, comparison.AdjustedP);
    }

    public static TheoryData<string, Func<object, object>> Incomparable => new()
    {
        { "put off", one => (SomeEvent)one with { Delay = 2 } },
        { "failed", one => (SomeEvent)one with { Outcome = "http_error" } },
        { "another measure", one => (SomeEvent)one with { Source = "dispatcher_response" } },
        { "no latency", one => (SomeEvent)one with { Latency = null } },
        { "no number", one => (SomeEvent)one with { Latency = double.NaN } },
        { "another index", one => (SomeEvent)one with { Index = 7 } },
    };

    [Theory]
    [MemberData(nameof(Incomparable))]
    public void Only_what_is_equal_is_paired(string reason, Func<object, object> change)
    {
        using var events = new SomeEvents();
        SomeEvent[] two = [new(), new() { Index = 2 }];
        events.Add(new("A"), Hours, two).Add(new("B"), Hours, two[0], (SomeEvent)change(two[1]));

        var comparison = Assert.Single(events.Report().Comparisons);

        Assert.True(comparison.Result.Pairs == Hours, reason);
        Assert.Equal(reason == "another index" ? 2 * Hours : Hours, comparison.Unpaired);
    }

    [Fact]
    public void A_clock_that_runs_faster_measures_nothing()
    {
        using var events = new SomeEvents();
        events.Add(new("A") { Clock = "scaled", Speed = 60 }, Hours).Add(new("B") { Clock = "scaled", Speed = 60 }, Hours);

        var report = events.Report();

        Assert.Empty(report.Comparisons);
        Assert.All(report.Functions, result => Assert.Empty(result.Latencies));
        Assert.All(report.Trust.Approaches, coverage => Assert.Null(coverage.LagMedian));
        Assert.All(report.Trust.Approaches, coverage => Assert.Equal(["scaled 60×"], coverage.Clocks));
    }

    [Fact]
    public void What_the_functions_log_compares_what_round_trips_cannot()
    {
        using var events = new SomeEvents();
        events.Add(new("A"), Hours, new SomeEvent()).Add(new("C"), Hours, new SomeEvent { Source = "not_available", Latency = null })
            .Execute("""
                UPDATE events SET true_end_to_end_ms = epoch(trace_hour_utc)::BIGINT % 7 + CASE scenario WHEN 'A' THEN 10 ELSE 15 END
                """);

        var comparison = Assert.Single(events.Report().Comparisons);

        Assert.Equal(LatencyMeasure.FunctionLog, comparison.Measure);
        Assert.Equal("C is 5.00 ms slower than A for `f` by the functions' logs (95%: 5.00 to 5.00, 20 pairs)", comparison.Sentence);
    }

    [Fact]
    public void A_function_is_compared_once_by_the_measure_of_the_most_pairs()
    {
        using var events = new SomeEvents();
        SomeEvent[] both = [new("f"), new("g")];
        events.Add(new("A"), Hours, both).Add(new("B"), Hours, both)
            .Execute("UPDATE events SET true_end_to_end_ms = 10")
            .Execute("UPDATE events SET end_to_end_source = 'not_available' WHERE function_id = 'g' AND hour(trace_hour_utc) = 0");

        Assert.Equal(
            [("f", LatencyMeasure.RoundTrip), ("g", LatencyMeasure.FunctionLog)],
            events.Report().Comparisons.Select(result => (result.Function, result.Measure)));
    }

    [Fact]
    public void The_more_is_compared_the_more_it_takes_to_show_a_difference()
    {
        using var one = new SomeEvents();
        using var many = new SomeEvents();
        SomeEvent[] functions = [.. Enumerable.Range(0, 40).Select(i => new SomeEvent($"f{i:00}"))];
        one.Add(new("A"), 8, functions[0]).Add(new("B"), 8, functions[0] with { Latency = 30 });
        many.Add(new("A"), 8, functions).Add(new("B"), 8, [.. functions.Select((f, i) => i == 0 ? f with { Latency = 30 } : f)]);

        Assert.Equal(Finding.Slower, one.Report().Comparisons[0].Finding);
        Assert.Equal(Finding.Nothing, many.Report().Comparisons[0].Finding);
    }

    [Fact]
    public void An_index_counts_once_however_many_events_claim_it()
    {
        using var events = new SomeEvents();
        events.Add(new("A"), Hours, new SomeEvent()).Add(new("B"), Hours, new SomeEvent())
            .Execute("INSERT INTO events BY NAME SELECT * REPLACE (event_id || ':again' AS event_id, 999 AS end_to_end_ms) FROM events");

        var comparison = Assert.Single(events.Report().Comparisons);

        Assert.Equal(Hours, comparison.Result.Pairs);
        Assert.Equal(0, comparison.Result.Difference.Value);
    }

    [Fact]
    public void The_same_logs_give_the_same_report()
    {
        using var one = Experiment(3);
        using var other = Experiment(3);

        Assert.Equal(one.Report().Comparisons, other.Report().Comparisons);
    }

    [Fact]
    public void Speedup_is_the_baseline_by_the_approach()
    {
        using var events = new SomeEvents();
        events.Add(new("A"), Hours, new SomeEvent { Latency = 30 }).Add(new("B"), Hours, new SomeEvent { Latency = 15 });

        Assert.Equal(2, Assert.Single(events.Report().Comparisons).Result.Ratio!.Value, 12);
    }

    [Fact]
    public void The_run_that_is_asked_for_stands_for_its_hour()
    {
        using var events = new SomeEvents();
        events.Add(new("A"), Hours).Add(new("B"), Hours)
            .Add(new("B", 3) { RunId = "replay", StartMinute = 30 }, 1, new SomeEvent { Latency = 1000 });

        Assert.Equal(20, events.Report().Functions[1].Latencies[0].P99.Value);
        Assert.True(events.Report(null, "replay").Functions[1].Latencies[0].P99.Value > 20);
    }

    /// <summary>Two events in each of so many hours, which are not equally slow; B's are slower by the difference.</summary>
    private static SomeEvents Experiment(double difference)
    {
        var events = new SomeEvents();
        var random = new Random(1);
        for (var hour = 0; hour < Hours; hour++)
        {
            var slow = 40_000 + (100 * random.NextDouble());
            SomeEvent[] both = [new(Latency: slow), new(Latency: slow + 3) { Index = 2 }];
            events.Add(new("A", hour), 1, both);
            var added = difference - 0.5;
            events.Add(new("B", hour), 1, [.. both.Select(one => one with { Latency = one.Latency + added + random.NextDouble() })]);
        }

        return events;
    }
}
