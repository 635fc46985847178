using Loadgen.Analysis.Verification;
using Loadgen.Calls;
using Loadgen.Configuration;
using Loadgen.Runs;
using Loadgen.Testing.Logs;

namespace Loadgen.Analysis.Tests.Verification;

public sealed class RunVerifierTests
{
    [Theory]
    [InlineData(Scenario.A, false)]
    [InlineData(Scenario.B, false)]
    [InlineData(Scenario.C, false)]
    [InlineData(Scenario.A, true)]
    [InlineData(Scenario.C, true)]
    public void A_log_as_the_functions_write_it_passes_without_a_finding(Scenario scenario, bool dryRun)
    {
        var log = new LogText(scenario, dryRun: dryRun);

        var report = LogText.Verify(log.Lines());

        Assert.Empty(report.Findings);
        Assert.True(report.Passed);
        var run = Assert.Single(report.Runs);
        Assert.Equal((RunIdentity.Of(log.Run), 4, 4, true), (run.Run, run.Planned, run.Logged, run.Passed));
        Assert.Equal([KeyValuePair.Create(dryRun ? Outcome.DryRun : Outcome.Ok, 4)], run.Outcomes);
        Assert.Equal(dryRun ? null : Ms(0.6), run.MedianLag);
        Assert.Empty(LogText.Verify(log.Lines(), new() { Plans = [log.Plan] }).Findings);
    }

    private static readonly LogText Good = new();

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    public static TheoryData<string, Func<List<string>, IEnumerable<string>>, string> Spoiled => new()
    {
        { "an event's line is gone", lines => lines.Where((_, i) => i != 2), "Missing(crypto_key_gen:01)" },
        {
            "all events' lines are gone", lines => [lines[0], lines[^1]],
            "Missing(api_health_check:01) Missing(crypto_key_gen:01) Missing(image_format_converter:01) Missing(video_transcoder:01)"
        },
        { "a line stands twice", lines => [.. lines[..3], lines[2], .. lines[3..]], "Double@4(crypto_key_gen:01)" },
        {
            "a line stands three times", lines => [.. lines[..3], lines[2], lines[2], .. lines[3..]],
            "Double@4(crypto_key_gen:01) Double@5(crypto_key_gen:01)"
        },
        { "the start line is gone", lines => lines.Skip(1), "StartMissing" },
        { "the start line stands twice", lines => [lines[0], .. lines], "StartDouble@2" },
        { "the start line comes second", lines => [lines[1], lines[0], .. lines[2..]], "StartNotFirst@1" },
        { "the complete line is gone", lines => lines[..^1], "CompleteMissing" },
        { "the complete line stands twice", lines => [.. lines, lines[^1]], "CompleteDouble@7" },
        { "the complete line comes before the last event", lines => [.. lines[..4], lines[5], lines[4]], "CompleteNotLast@6" },
        { "a call is a millisecond early", lines => Replace(lines, 1, Good.Event(0, Outcome.Ok, Ms(-1))), "Early@2(api_health_check:01)" },
        { "a failed call is early", lines => Replace(lines, 1, Good.Event(0, Outcome.Timeout, Ms(-1))), "Early@2(api_health_check:01)" },
        {
            "a second call is early", lines => [.. lines[..2], Good.Event(0, Outcome.Ok, Ms(-9)), .. lines[2..]],
            "Double@3(api_health_check:01) Early@3(api_health_check:01)"
        },
        { "a call is on time to the millisecond", lines => Replace(lines, 1, Good.Event(0, Outcome.HttpError, Ms(0))), "" },
        { "a call is as late as tolerated", lines => Replace(lines, 1, Good.Event(0, Outcome.Ok, Ms(1000))), "" },
        {
            "a call is later than tolerated", lines => Replace(lines, 1, Good.Event(0, Outcome.Ok, Ms(1001))), "Late@2(api_health_check:01)"
        },
        { "an event was skipped", lines => Replace(lines, 1, Good.Event(0, Outcome.SkippedLate, null)), "Late@2(api_health_check:01)" },
        {
            "an event was not routed", lines => Replace(lines, 1, Good.Event(0, Outcome.NotRouted, null)),
            "NotRouted@2(api_health_check:01)"
        },
        {
            "an event of a dry run was not routed",
            lines => Replace(new LogText(dryRun: true).Lines(), 1, Good.Event(0, Outcome.NotRouted, null)),
            "NotRouted@2(api_health_check:01)"
        },
        {
            "a dispatch failed",
            _ => Replace(new LogText(Scenario.C).Lines(), 1, new LogText(Scenario.C).Event(0, Outcome.DispatchFailed, Ms(5))), ""
        },
        { "an outcome is unknown", lines => Replace(lines, 1, Good.Event(0, Outcome.Unknown, null)), "Unknown@2(api_health_check:01)" },
        {
            "a real run has a dry event", lines => Replace(lines, 1, Good.Event(0, Outcome.DryRun, null)),
            "DryRunDiffers@2(api_health_check:01)"
        },
        {
            "a dry run made a call", lines => Replace(new LogText(dryRun: true).Lines(), 1, lines[1]),
            "DryRunDiffers@2(api_health_check:01)"
        },
        {
            "a result without a call", lines => Replace(lines, 1, Good.Event(0, Outcome.Ok, null)), "Contradiction@2(api_health_check:01)"
        },
        {
            "a call that was skipped", lines => Replace(lines, 1, Good.Event(0, Outcome.SkippedLate, Ms(5))),
            "Contradiction@2(api_health_check:01) Late@2(api_health_check:01)"
        },
        {
            "the scheduled time is another",
            lines => Replace(
                lines,
                1,
                lines[1].Replace(
                    "\"scheduled_time_utc\":\"2026-01-20T13:00:04.501Z",
                    "\"scheduled_time_utc\":\"2026-01-20T13:00:04.502Z",
                    StringComparison.Ordinal)),
            "ScheduledTimeDiffers@2(api_health_check:01) Contradiction@2(api_health_check:01)"
        },
        {
            "a line is of another clock than its run",
            lines => Replace(lines, 1, new LogText(clock: new("scaled", 10)).Event(0, Outcome.Ok, Ms(1))),
            "Contradiction@2(api_health_check:01)"
        },
        {
            "an event is not in the plan",
            lines => Replace(lines, 1, lines[1].Replace("health_check:01", "health_check:02", StringComparison.Ordinal)),
            "Foreign@2(api_health_check:02) Missing(api_health_check:01)"
        },
        {
            "a line is of another experiment",
            lines => Replace(lines, 1, lines[1].Replace("\"experiment_id\":\"exp", "\"experiment_id\":\"Exp", StringComparison.Ordinal)),
            "Foreign@2(api_health_check:01) Missing(api_health_check:01)"
        },
        {
            "a line is of another scenario",
            lines => Replace(lines, 1, lines[1].Replace("\"scenario\":\"A", "\"scenario\":\"B", StringComparison.Ordinal)),
            "Foreign@2(api_health_check:01) Missing(api_health_check:01)"
        },
        {
            "a line is of another hour",
            lines => Replace(
                lines, 1, lines[1].Replace("\"trace_hour\":\"2026-01-20T13", "\"trace_hour\":\"2026-01-20T14", StringComparison.Ordinal)),
            "Foreign@2(api_health_check:01) Missing(api_health_check:01)"
        },
        {
            "the start line counts wrong",
            lines => Replace(lines, 0, lines[0].Replace("\"invocations\":4", "\"invocations\":5", StringComparison.Ordinal)),
            "CountDiffers@1"
        },
        {
            "the complete line counts wrong",
            lines => Replace(lines, 5, lines[5].Replace("\"invocations\":4", "\"invocations\":3", StringComparison.Ordinal)),
            "CountDiffers@6"
        },
        { "a line is cut off", lines => Replace(lines, 3, lines[3][..100]), "Unreadable@4 Missing(image_format_converter:01)" },
        { "an empty line", lines => [.. lines[..3], "", .. lines[3..]], "Unreadable@4" },
    };

    [Theory]
    [MemberData(nameof(Spoiled))]
    public void What_is_wrong_with_a_log_is_found_and_nothing_else(
        string spoiling, Func<List<string>, IEnumerable<string>> spoil, string expected)
    {
        var report = LogText.Verify(spoil(Good.Lines()));

        Assert.Equal((spoiling, expected), (spoiling, Describe(report)));
    }

    [Theory]
    [InlineData("Ok", 2000, true)]
    [InlineData("SkippedLate", null, true)]
    [InlineData("Unknown", null, true)]
    [InlineData("Ok", -1, false)]
    public void Only_broken_promises_fail_a_log(string outcome, int? lag, bool passed)
    {
        var report = LogText.Verify(Replace(Good.Lines(), 2, Good.Event(1, Enum.Parse<Outcome>(outcome), lag is { } ms ? Ms(ms) : null)));

        Assert.Single(report.Findings);
        Assert.Equal((passed, passed), (report.Passed, report.Runs[0].Passed));
    }

    [Fact]
    public void A_log_may_hold_several_runs_even_interleaved_and_with_one_ID()
    {
        var runs = new[] { new LogText(), new LogText(Scenario.B), new LogText(hour: 14), new LogText(runId: "20260120T130000Z") };
        var lines = Enumerable.Range(0, 6).SelectMany(i => runs.Select(run => run.Lines()[i])).ToList();

        var report = LogText.Verify(lines);

        Assert.Empty(report.Findings);
        Assert.Equal(runs.Select(run => RunIdentity.Of(run.Run)), report.Runs.Select(run => run.Run));
    }

    [Fact]
    public void A_fault_of_one_run_is_none_of_another()
    {
        var report = LogText.Verify([.. new LogText().Lines(), .. new LogText(Scenario.B).Lines()[..^1]]);

        Assert.Equal("CompleteMissing", Describe(report));
        Assert.Equal(Scenario.B, Assert.Single(report.Findings).Run!.Scenario);
        Assert.Equal([true, false], report.Runs.Select(run => run.Passed));
    }

    [Fact]
    public void Lines_without_run_lines_are_a_run_that_lost_them() =>
        Assert.Equal("StartMissing CompleteMissing", Describe(LogText.Verify(Good.Lines()[1..^1])));

    [Fact]
    public void A_planned_run_without_a_line_misses_everything()
    {
        var report = LogText.VerifyText("", new() { Plans = [Good.Plan] });

        Assert.Equal(
            "StartMissing CompleteMissing Missing(api_health_check:01) Missing(crypto_key_gen:01) Missing(image_format_converter:01) "
                + "Missing(video_transcoder:01)",
            Describe(report));
    }

    [Fact]
    public void Where_runs_are_planned_every_other_run_is_foreign()
    {
        var report = LogText.Verify([.. Good.Lines(), .. new LogText(Scenario.B).Lines()[..1]], new() { Plans = [Good.Plan] });

        Assert.Equal("Foreign@7", Describe(report));
    }

    [Fact]
    public void A_given_plan_says_whether_anybody_is_called()
    {
        var dry = new LogText(dryRun: true);

        Assert.Equal("DryRunDiffers@1", Describe(LogText.Verify(Replace(Good.Lines(), 0, dry.Lines()[0]), new() { Plans = [Good.Plan] })));
    }

    [Fact]
    public void An_empty_log_does_not_pass() => Assert.Equal("Empty", Describe(LogText.VerifyText("")));

    [Fact]
    public void A_log_without_its_last_newline_does_not_pass() =>
        Assert.Equal("NewlineMissing", Describe(LogText.VerifyText(string.Join('\n', Good.Lines()))));

    private static IEnumerable<string> Replace(List<string> lines, int index, string line) =>
        lines.Select((old, i) => i == index ? line : old);

    /// <summary>Kind, line and event of each finding, such as <c>Early@2(api_health_check:01)</c>.</summary>
    private static string Describe(VerificationReport report) => string.Join(' ', report.Findings.Select(finding =>
        $"{finding.Kind}"
        + (finding.LineNumber is { } number ? $"@{number}" : "")
        + (finding.EventId is { } id ? $"({string.Join(':', id.Split(':')[^2..])})" : "")));
}
