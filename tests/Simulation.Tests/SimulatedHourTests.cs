using Loadgen.Calls;
using Loadgen.Simulation.Hours;

namespace Loadgen.Simulation.Tests;

public sealed class SimulatedHourTests
{
    private const int Hours = 3000;

    [Fact]
    public void The_same_seed_gives_the_same_history()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var first = SimulatedHour.Run(HourSettings.Of(seed), withTimeline: true);
            var second = SimulatedHour.Run(HourSettings.Of(seed), withTimeline: true);
            Assert.Equal(first.Timeline, second.Timeline);
            Assert.Equal(first.Log, second.Log);
        }
    }

    [Fact]
    public void Every_promise_holds_in_whatever_weather()
    {
        var report = Campaign.Run(firstSeed: 0, Hours, finished: null, CancellationToken.None);

        Assert.Equal(Hours, report.Hours);
        Assert.True(report.Failed.Count == 0, string.Join('\n', report.Failed.Select(hour =>
            $"loadgen simulate --seed {hour.Settings.Seed}: {string.Join("; ", hour.Problems)}")));

        // Weather in which nothing ever went wrong would prove nothing.
        foreach (var outcome in Enum.GetValues<Outcome>())
            Assert.True(report.Outcomes.GetValueOrDefault(outcome) > 0, $"no event ended as {outcome.ToName()}");
    }

    [Theory]
    [InlineData(3595, "stopped before its start line was stored, the planner published ahead all the same: the log began with an event")]
    [InlineData(82483, "the same, and the start line came after the complete line")]
    public void An_hour_that_once_broke_a_promise_keeps_it(int seed, string reason)
    {
        var report = SimulatedHour.Run(HourSettings.Of(seed));
        Assert.True(report.Passed, $"{reason}: {string.Join("; ", report.Problems)}");
    }
}
