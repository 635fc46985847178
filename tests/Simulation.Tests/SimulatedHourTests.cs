using Loadgen.Simulation.Hours;

namespace Loadgen.Simulation.Tests;

public sealed class SimulatedHourTests
{
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
        for (var seed = 0; seed < 300; seed++)
        {
            var report = SimulatedHour.Run(HourSettings.Of(seed));
            Assert.True(report.Passed, $"seed {seed}: {string.Join("; ", report.Problems)}");
        }
    }
}
