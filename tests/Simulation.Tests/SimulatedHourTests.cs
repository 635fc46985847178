using System.Globalization;
using Loadgen.Calls;
using Loadgen.Simulation.Cloud;
using Loadgen.Simulation.Hours;
using Loadgen.Testing.Workloads;
using Loadgen.Workloads.Files;

namespace Loadgen.Simulation.Tests;

public sealed class SimulatedHourTests
{
    private static readonly int Hours = int.Parse(
        Environment.GetEnvironmentVariable("SIMULATED_HOURS") ?? "1000", CultureInfo.InvariantCulture);

    [Fact]
    public void The_same_seed_gives_the_same_history()
    {
        for (var seed = 1; seed <= 10; seed++)
        {
            var first = SimulatedHour.Run(HourSettings.Of(seed), withTimeline: true);
            var second = SimulatedHour.Run(HourSettings.Of(seed), withTimeline: true);
            Assert.Equal(first.Timeline, second.Timeline);
            Assert.Equal(first.Log, second.Log);
        }
    }

    [Fact]
    public void Every_promise_holds_whatever_the_faults()
    {
        var report = Campaign.Run(firstSeed: 0, Hours, finished: null, CancellationToken.None);

        Assert.True(report.Failed.Count == 0, string.Join('\n', report.Failed.Select(hour =>
            $"loadgen simulate --seed {hour.Settings.Seed}: {string.Join("; ", hour.Problems)}")));

        Assert.Equal(Hours, report.Hours);

        // A campaign in which nothing ever went wrong would prove nothing.
        foreach (var outcome in Enum.GetValues<Outcome>().Except([Outcome.NotRouted])) // Which takes two functions that disagree.
            Assert.True(report.Outcomes.GetValueOrDefault(outcome) > 0, $"no event ended as {outcome.ToName()}");
    }

    /// <summary>What happens so seldom that no campaign of a thousand hours has it.</summary>
    [Theory]
    [InlineData(4575, "a dry run's holder is stopped before it knows that it has the claim")]
    [InlineData(7121, "a claim is renewed for a line that was left over, while another event is worked on")]
    public void A_judge_reports_nothing_that_is_as_promised(int seed, string reason)
    {
        var report = SimulatedHour.Run(HourSettings.Of(seed));

        Assert.True(report.Passed, $"{reason}: {string.Join("; ", report.Problems)}");
    }

    /// <summary>So many that their lines wait in shards; the benchmarks run an hour of a million.</summary>
    [Theory]
    [InlineData(1, 3_000)]
    [InlineData(2, 3_000)]
    [InlineData(3, 6_000)]
    public void Every_promise_holds_in_an_hour_of_thousands_of_events(int seed, int events)
    {
        var report = SimulatedHour.Run(HourSettings.Big(seed, events));

        Assert.Empty(report.Problems);
        Assert.Equal(events, report.Outcomes.Values.Sum());
        Assert.True(report.Outcomes[Outcome.Ok] > events / 2, "most events are called, and answered");
        Assert.True(report.Faults is { Store: > 100, Crashes: > 0 }, $"{report.Faults}");
        Assert.Contains("loadgen_shards", report.Log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2000, 0)]
    [InlineData(3, 1)]
    public void The_log_of_an_hour_is_complete_with_shards_and_without_them(int mostInOneObject, int lists)
    {
        var settings = HourSettings.Of(1) with { FaultProfile = FaultProfile.None, MostInOneObject = mostInOneObject };

        var report = SimulatedHour.Run(settings);

        Assert.Empty(report.Problems);
        Assert.EndsWith("}\n", report.Log, StringComparison.Ordinal);
        Assert.Contains("loadgen_complete", report.Log, StringComparison.Ordinal);
        Assert.Equal(lists > 0, report.Log.Contains("loadgen_shards", StringComparison.Ordinal));
        Assert.Equal(lists > 0, report.StoreRequests.ContainsKey("list"));
    }

    [Fact]
    public void An_hour_tells_what_was_answered_and_what_the_store_was_asked()
    {
        var faults = FaultProfile.None with
        {
            CallDurations = new Dictionary<string, TimeSpan> { [BuiltInWorkload.VideoTranscoder] = TimeSpan.FromSeconds(40) },
        };
        var variables = new Dictionary<string, string>(HourSettings.Of(1).Variables)
        {
            ["LEAD_S"] = "30",
            ["PLAN_WINDOW_S"] = "540",
            ["DRY_RUN"] = "false",
            ["TIMEOUT_S"] = "120",
        };
        var report = SimulatedHour.Run(new HourSettings(1, faults, variables, SomeWorkload.BuiltIn));

        Assert.Empty(report.Problems);
        Assert.All(report.Pushes, push => Assert.InRange(push.To, push.From, push.From.AddMinutes(10)));
        Assert.Single(report.Pushes, push => push is { Function: "planner", Status: 200 });
        Assert.Equal(4, report.Pushes.Count(push => push is { Function: "invoker", Status: 200 }));
        Assert.Single(report.Pushes, push => push.Function == "invoker" && push.To - push.From > TimeSpan.FromSeconds(70));
        Assert.True(report.StoreRequests["write"] >= 8, "a claim and a line for each event, at least");
    }
}
