using Loadgen.Analysis.Plans;
using Loadgen.Analysis.Verification;
using Loadgen.Runs;
using Loadgen.Testing.Logs;
using Loadgen.Testing.Workloads;
using Loadgen.Workloads;

namespace Loadgen.Analysis.Tests.Verification;

/// <summary>Each run is held against the plan that it was begun with.</summary>
public sealed class RunPlanTests
{
    private static readonly LogText Log = new();

    private static string Start(string part, string other) => Log.Lines()[0].Replace(part, other, StringComparison.Ordinal);

    private static VerificationReport Verify(string start, StoredPlan? stored = null, VerificationOptions? options = null)
    {
        options ??= new();
        if (stored is not null)
            options = options with { Stored = new Dictionary<RunIdentity, StoredPlan> { [RunIdentity.Of(Log.Run)] = stored } };
        return LogText.Verify([start, .. Log.Lines()[1..]], options);
    }

    private static string Describe(VerificationReport report) =>
        string.Join(' ', report.Findings.Select(finding => finding.Kind).Distinct());

    [Fact]
    public void The_jitter_is_the_start_lines() => Assert.Equal(
        4, Verify(Start("\"jitter_s\":15", "\"jitter_s\":14")).CountOf(FindingKind.ScheduledTimeDiffers));

    [Fact]
    public void What_is_configured_today_changes_nothing() =>
        Assert.Empty(Verify(Log.Lines()[0], options: new() { JitterSeconds = 14 }).Findings);

    [Fact]
    public void A_log_of_version_0_9_says_no_jitter_so_it_must_be_said()
    {
        var start = Log.Lines()[0];
        start = start[..start.IndexOf(",\"workload_name\"", StringComparison.Ordinal)] + "}";

        Assert.Empty(Verify(start).Findings);
        Assert.Equal(4, Verify(start, options: new() { JitterSeconds = 14 }).CountOf(FindingKind.ScheduledTimeDiffers));
        Assert.Empty(Verify(start, new(Log.Manifest with { Workload = null }, null), new() { JitterSeconds = 14 }).Findings);
    }

    [Fact]
    public void A_start_line_that_is_not_the_manifests_is_found_and_the_manifest_believed() => Assert.Equal(
        "PlanDiffers", Describe(Verify(Start("\"jitter_s\":15", "\"jitter_s\":14"), new(Log.Manifest, null))));

    [Fact]
    public void So_is_another_workload() => Assert.Equal(
        "the workload is 'built-in' (0123456789abcdee); the run's manifest says 'built-in' (0123456789abcdef)",
        Assert.Single(Verify(Start("abcdef\"", "abcdee\""), new(Log.Manifest, null)).Findings).Message);

    [Fact]
    public void The_manifest_says_whether_anybody_is_called() => Assert.Equal(
        "DryRunDiffers", Describe(Verify(Log.Lines()[0], new(Log.Manifest with { Run = Log.Run with { DryRun = true } }, null))));

    [Fact]
    public void A_stored_workload_is_the_plan()
    {
        var workload = new Workload("other", [.. Log.Plan.Workload.Functions.Take(3)]);

        Assert.Equal("CountDiffers Foreign", Describe(Verify(Start("built-in", "other"), new(null, workload))));
    }

    [Fact]
    public void Without_a_plan_a_log_does_not_pass_and_its_lines_are_judged_all_the_same()
    {
        var finding = Assert.Single(Verify(Start("built-in", "other")).Findings);

        Assert.Equal((FindingKind.PlanMissing, Severity.Error), (finding.Kind, finding.Severity));
        Assert.Equal(
            "the workload 'other' is not built in, and 0123456789abcdef.workload.json is not stored beside the log: "
                + "which events there must be is not known",
            finding.Message);
        var lines = Log.Lines();
        Assert.Equal(
            "PlanMissing CountDiffers Contradiction",
            Describe(LogText.Verify(
            [
                Start("built-in", "other"),
                lines[1].Replace("\"status_code\":200", "\"status_code\":404", StringComparison.Ordinal),
                .. lines[3..],
            ])));
    }

    [Fact]
    public void What_is_wrong_with_the_stored_plan_is_said() => Assert.Equal(
        "It is broken.", Assert.Single(Verify(Log.Lines()[0], new(null, null) { Problem = "It is broken." }).Findings).Message);

    [Fact]
    public void The_built_in_workload_needs_no_store_whatever_its_parameters() =>
        Assert.Equal(SomeWorkload.BuiltIn.Functions.Count, Assert.Single(Verify(Start("0123456789abcdef", "00")).Runs).Planned);
}
