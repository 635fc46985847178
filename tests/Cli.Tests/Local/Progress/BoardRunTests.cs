using Loadgen.Cli.Local.Progress;
using Loadgen.Configuration;
using Loadgen.Trace;

namespace Loadgen.Cli.Tests.Local.Progress;

public sealed class BoardRunTests
{
    [Theory]
    [InlineData("e2", Scenario.B, 14, "20260120T125900Z", "A", "another scenario")]
    [InlineData("e2", Scenario.A, 13, "20260120T125800Z", "A e1", "another experiment")]
    [InlineData("e1", Scenario.A, 14, "20260120T135800Z", "A 13:00", "another hour")]
    [InlineData("e1", Scenario.A, 13, "20260120T130500Z", "A 20260120T125800Z", "a replay of the hour")]
    [InlineData("e2", Scenario.A, 14, "20260120T125800Z", "A e1 13:00", "both")]
    public void A_run_is_called_by_what_tells_it_from_the_others(
        string experiment, Scenario scenario, int hour, string runId, string expected, string reason)
    {
        var run = Of("e1", Scenario.A, 13, "20260120T125800Z");

        var found = run.LabelAmong([run, Of(experiment, scenario, hour, runId)]);

        Assert.True(expected == found, $"{reason}: {found}");
    }

    private static BoardRun Of(string experiment, Scenario scenario, int hour, string runId) => new(
        new(experiment, scenario, TraceHour.Containing(new(2026, 1, 20, hour, 0, 0, TimeSpan.Zero)), runId), TimeProvider.System);
}
