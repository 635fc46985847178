using Loadgen.Configuration;
using Loadgen.Runs;
using Loadgen.Testing.Workloads;
using Loadgen.Tests.Support;
using Loadgen.Trace;
using Loadgen.Workloads.Files;

namespace Loadgen.Tests.Runs;

public sealed class RunPathsTests
{
    private static readonly Run Run = World.NewRun();

    private static string[] AllOf(RunPaths paths) =>
    [
        paths.HourOf(Run),
        paths.ReplayOf(Run.ExperimentId, Run.Scenario, Run.TraceHour),
        paths.ManifestOf(Run),
        paths.WorkloadOf(Run, "0123abcd"),
        paths.CheckpointOf(Run),
        paths.ClaimOf(Run, new PlannedEvent("e", BuiltInWorkload.CryptoKeyGen, 1, World.Hour)),
        paths.PartOf(Run, new Guid("0123456789abcdef0123456789abcdef")),
    ];

    [Fact]
    public void Everything_of_a_run_lies_together() => Assert.Equal(
        [
            "loadgen-logs-state/exp/A/20260120T130000Z/hour.json",
            "loadgen-logs-state/exp/A/20260120T130000Z/replay.json",
            "loadgen-logs-state/exp/A/20260120T130000Z/20260120T125900Z/run.json",
            "loadgen-logs-state/exp/A/20260120T130000Z/20260120T125900Z/0123abcd.workload.json",
            "loadgen-logs-state/exp/A/20260120T130000Z/20260120T125900Z/checkpoint.json",
            "loadgen-logs-state/exp/A/20260120T130000Z/20260120T125900Z/claims/crypto_key_gen-01.json",
            "loadgen-logs-state/exp/A/20260120T130000Z/20260120T125900Z/parts/0123456789abcdef0123456789abcdef",
        ],
        AllOf(new("loadgen-logs")));

    [Theory]
    [InlineData("loadgen-logs")]
    [InlineData("a/b/c")]
    [InlineData("logs.jsonl")]
    public void Nothing_lies_among_the_logs(string prefix) => Assert.All(AllOf(new(prefix)), path =>
    {
        Assert.False(path.StartsWith($"{prefix}/", StringComparison.Ordinal), path);
        Assert.False(path.EndsWith(".jsonl", StringComparison.Ordinal), path);
        Assert.Null(LogObjectName.ProblemOf(path));
    });

    [Fact]
    public void No_two_events_runs_or_parts_share_a_path()
    {
        var paths = new RunPaths("p");
        var other = Run with { RunId = "20260120T130500Z" };
        var events = SomeWorkload.Each(120).Expand("exp", Run.TraceHour, 15);
        string[] all =
        [
            .. AllOf(paths),
            .. events
                .Where(planned => (planned.FunctionId, planned.InvocationIndex) != (BuiltInWorkload.CryptoKeyGen, 1))
                .Select(planned => paths.ClaimOf(Run, planned)),
            .. events.Select(planned => paths.ClaimOf(other, planned)),
            .. events.Select(planned => paths.ClaimOf(Run with { Scenario = Scenario.B }, planned)),
            paths.ManifestOf(other),
            paths.CheckpointOf(other),
        ];

        Assert.Equal(all.Length, all.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(paths.HourOf(Run), paths.HourOf(other));
    }
}
