using System.Text;
using Loadgen.Analysis.Plans;
using Loadgen.Records;
using Loadgen.Runs;
using Loadgen.Testing.Logs;
using Loadgen.Workloads.Files;

namespace Loadgen.Analysis.Tests.Plans;

public sealed class StoredPlansTests
{
    private static readonly LogText Log = new();

    private static readonly ReadOnlyMemory<byte> Workload = WorkloadCodec.Write(Log.Plan.Workload);

    private static readonly PinnedWorkload Pinned = new("mine", WorkloadCodec.HashOf(Workload));

    private readonly Dictionary<string, ReadOnlyMemory<byte>> _objects = [];
    private readonly List<string> _read = [];

    private async Task<StoredPlan?> FindAsync(string logName, string? known = null)
    {
        var plans = new StoredPlans(
            (name, _) =>
            {
                _read.Add(name);
                return Task.FromResult(_objects.TryGetValue(name, out var content) ? content : (ReadOnlyMemory<byte>?)null);
            },
            known);
        var lines = Log.Lines();
        lines[0] = lines[0].Replace(Log.Manifest.Workload!.Hash, Pinned.Hash, StringComparison.Ordinal);
        var start = (StartEntry)RunLogReader.Read(Encoding.UTF8.GetBytes(lines[0])).Entries[0];
        return (await plans.FindAsync(logName, [(start.Run, start)], CancellationToken.None)).GetValueOrDefault(RunIdentity.Of(Log.Run));
    }

    private void Store(string prefix)
    {
        var paths = new RunPaths(prefix);
        _objects[paths.ManifestOf(Log.Run)] = (Log.Manifest with { Workload = Pinned }).ToUtf8();
        _objects[paths.WorkloadOf(Log.Run, Pinned.Hash)] = Workload;
    }

    [Theory]
    [InlineData("logs", "logs/experiment-2026-01-15/A/x.jsonl", "the usual name")]
    [InlineData("a/b/logs", "a/b/logs/experiment-2026-01-15/A/x.jsonl", "a prefix of several parts")]
    [InlineData("/home/me/storage/bucket/logs", "/home/me/storage/bucket/logs/experiment-2026-01-15/A/x.jsonl", "a file")]
    [InlineData("logs", "logs/x.jsonl", "a name of its own below the prefix")]
    [InlineData("loadgen-logs", "mine/x.jsonl", "a name of its own beside the usual prefix")]
    [InlineData("loadgen-logs", "x.jsonl", "a name without a folder")]
    [InlineData("/s/bucket/loadgen-logs", "/s/bucket/mine/of/today.jsonl", "a file of a name of its own")]
    public async Task What_is_stored_of_a_run_is_found_beside_its_log(string prefix, string logName, string reason)
    {
        Store(prefix);

        var plan = await FindAsync(logName);

        Assert.True(plan is { Problem: null }, reason);
        Assert.Equal((Log.Manifest with { Workload = Pinned }, Log.Plan.Workload.Name), (plan.Manifest, plan.Workload?.Name));
    }

    [Theory]
    [InlineData("of-mine", "x.jsonl", "a name without a folder")]
    [InlineData("/s/bucket/of-mine", "/s/bucket/elsewhere/x.jsonl", "a file of a name of its own")]
    public async Task A_prefix_that_is_known_is_looked_under_too(string prefix, string logName, string reason)
    {
        Store(prefix);

        Assert.True(await FindAsync(logName) is null, reason);
        Assert.True(await FindAsync(logName, known: "of-mine") is { Manifest: not null }, reason);
    }

    [Fact]
    public async Task A_log_in_its_usual_place_takes_two_readings()
    {
        Store("a/b/logs");

        await FindAsync("a/b/logs/experiment-2026-01-15/A/x.jsonl");

        Assert.Equal(2, _read.Count);
    }

    [Fact]
    public async Task A_workload_without_its_manifest_is_found_by_the_start_line()
    {
        Store("logs");
        _objects.Remove(new RunPaths("logs").ManifestOf(Log.Run));

        var plan = await FindAsync("logs/experiment-2026-01-15/A/x.jsonl");

        Assert.Null(plan!.Manifest);
        Assert.Equal(Workload.ToArray(), WorkloadCodec.Write(plan.Workload!).ToArray());
    }

    [Fact]
    public async Task A_workload_is_found_where_the_version_before_kept_it()
    {
        Store("logs");
        var paths = new RunPaths("logs");
        _objects.Remove(paths.WorkloadOf(Log.Run, Pinned.Hash), out var workload);
        _objects[paths.FormerWorkloadOf(Log.Run, Pinned.Hash)] = workload;

        Assert.NotNull((await FindAsync("logs/experiment-2026-01-15/A/x.jsonl"))!.Workload);
    }

    [Fact]
    public async Task What_is_not_stored_is_not_found() => Assert.Null(await FindAsync("logs/experiment-2026-01-15/A/x.jsonl"));

    [Fact]
    public async Task A_workload_of_another_hash_is_of_no_use()
    {
        Store("logs");
        _objects[new RunPaths("logs").WorkloadOf(Log.Run, Pinned.Hash)] = "{}"u8.ToArray();

        var plan = await FindAsync("logs/experiment-2026-01-15/A/x.jsonl");

        Assert.Null(plan!.Workload);
        Assert.Contains("allowed is the one of its name", plan.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manifest_that_cannot_be_read_is_of_no_use()
    {
        Store("logs");
        _objects[new RunPaths("logs").ManifestOf(Log.Run)] = "{}"u8.ToArray();

        var plan = await FindAsync("logs/experiment-2026-01-15/A/x.jsonl");

        Assert.Contains("run.json' has no 'run'", plan!.Problem, StringComparison.Ordinal);
    }
}
