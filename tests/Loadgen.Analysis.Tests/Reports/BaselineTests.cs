using Loadgen.Analysis.Reports.Building;

namespace Loadgen.Analysis.Tests.Reports;

public sealed class BaselineTests
{
    public static TheoryData<string, string[], string?, string[]> Choices => new()
    {
        { "A, where nobody says otherwise", ["e/A", "e/B", "e/C"], null, ["B:A", "C:A"] },
        { "the first one, where there is no A", ["e/B", "e/C"], null, ["C:B"] },
        { "the scenario that is named", ["e/A", "e/B", "e/C"], "b", ["A:B", "C:B"] },
        { "each experiment's own", ["e/A", "e/B", "g/A", "g/B"], "A", ["e/B:e/A", "g/B:g/A"] },
        { "the only one there is", ["e/A", "e/B", "g/B"], "A", ["e/B:A", "g/B:A"] },
        { "one for all", ["e/A", "e/B", "g/A", "g/B"], "g/A", ["e/A:g/A", "e/B:g/A", "g/B:g/A"] },
        { "an experiment and a scenario, where the scenario would do", ["e/A", "e/B"], "e/B", ["A:B"] },
        { "none in its experiment", ["e/A", "e/B", "g/A", "h/B"], "A", ["e/B:e/A"] },
        { "alone", ["e/B"], null, [] },
    };

    [Theory]
    [MemberData(nameof(Choices))]
    public void Each_approach_has_its_baseline(string reason, string[] approaches, string? asked, string[] compared)
    {
        using var events = new SomeEvents();
        foreach (var approach in approaches)
            events.Add(new(approach[2..]) { Experiment = approach[..1] }, hours: 6);

        var found = events.Report(asked).Comparisons.Select(result => $"{result.Approach.Label}:{result.Baseline.Label}").Order();

        Assert.True(compared.SequenceEqual(found), $"{reason}: {string.Join(' ', found)}");
    }

    [Fact]
    public void The_baseline_comes_first()
    {
        using var events = new SomeEvents();
        events.Add(new("A")).Add(new("B")).Add(new("C"));

        var report = events.Report("C");

        Assert.Equal(["C", "A", "B"], report.Approaches.Select(approach => approach.Label));
        Assert.Equal("C", report.Baseline!.Label);
    }

    [Fact]
    public void A_baseline_that_is_not_there_is_told_with_those_that_are()
    {
        using var events = new SomeEvents();
        events
            .Add(new("A") { Experiment = "experiment" }).Add(new("B") { Experiment = "experiment" }).Add(new("A") { Experiment = "other" });

        var wrong = Assert.Throws<ReportException>(() => events.Report("experimint/A"));

        Assert.Equal("baseline", wrong.Name);
        Assert.Equal(
            "found 'experimint/A'; allowed: experiment/A, other/A, B. Did you mean experiment/A?", wrong.Message);
    }

    [Fact]
    public void A_run_that_is_not_there_is_told_with_those_that_are()
    {
        using var events = new SomeEvents();
        events.Add(new("A"), hours: 2);

        var wrong = Assert.Throws<ReportException>(() => events.Report(null, "run-0", "ran-1"));

        Assert.Equal("run", wrong.Name);
        Assert.Equal("found 'ran-1'; allowed: run-0, run-1. Did you mean run-1?", wrong.Message);
    }
}
