using Loadgen.Clocks;
using Loadgen.Records;
using Loadgen.Runs;
using Loadgen.Tests.Support;

namespace Loadgen.Tests.Records;

public sealed class RunLineTests
{
    private static readonly DateTimeOffset Now = World.Hour.AddMilliseconds(-30_001);

    private static readonly ClockKind Scaled = new("scaled", 60);

    private static LogLine Start(Run run, ClockKind clock, params (string, string?)[] changes) =>
        RunLine.OfStart(World.NewManifest(run), TestConfiguration.Read(changes), clock, Now);

    [Theory]
    [InlineData(false, "false")]
    [InlineData(true, "true")]
    public void The_start_line_has_its_members_in_their_order(bool dryRun, string written) => Assert.Equal(
        """
        {"ts_utc":"2026-01-20T12:59:29.999Z","message":"loadgen_start","experiment_id":"exp","scenario":"A",
        """ + $$"""
        "trace_hour":"2026-01-20T13:00:00Z","run_id":"20260120T125900Z","invocations":4,"dry_run":{{written}},"log_gcs_bucket":"bucket",
        """ + """
        "log_gcs_object":"loadgen-logs/exp/A/log.jsonl","workload_name":"built-in","workload_sha256":"0123456789abcdef","jitter_s":15,
        """ + $$"""
        "timeout_s":2.5,"hold_max_s":120,"max_lateness_s":1800,"loadgen_version":"{{LoadgenVersion.Current}}",
        """ + """
        "clock":"scaled","clock_speed":60}
        """,
        Start(World.NewRun(dryRun: dryRun), Scaled, ("TIMEOUT_S", "2.5")).ToString());

    [Fact]
    public void A_run_of_version_0_9_pinned_no_workload() => Assert.Contains(
        "\"workload_name\":null,\"workload_sha256\":null,\"jitter_s\":15",
        RunLine.OfStart(new(World.NewRun(), "1", 15, Workload: null), TestConfiguration.Read(), Scaled, Now).ToString(),
        StringComparison.Ordinal);

    [Fact]
    public void Without_a_bucket_there_is_no_object_either() => Assert.Contains(
        "\"log_gcs_bucket\":null,\"log_gcs_object\":null,",
        Start(World.NewRun(), Scaled, ("LOG_GCS_BUCKET", null)).ToString(),
        StringComparison.Ordinal);

    [Fact]
    public void The_complete_line_has_its_members_in_their_order() => Assert.Equal(
        """
        {"ts_utc":"2026-01-20T12:59:29.999Z","message":"loadgen_complete","experiment_id":"exp","scenario":"A",
        """ + """
        "trace_hour":"2026-01-20T13:00:00Z","run_id":"20260120T125900Z","invocations":4}
        """,
        RunLine.OfComplete(World.NewRun(), Now).ToString());

    [Fact]
    public void The_line_of_shards_has_its_members_in_their_order_and_is_read()
    {
        var line = RunLine.OfShards(World.NewRun(), ["a-1", "b-0"], 1234567890123, Now);

        Assert.Equal(
            """
            {"ts_utc":"2026-01-20T12:59:29.999Z","message":"loadgen_shards","experiment_id":"exp","scenario":"A",
            """ + """
            "trace_hour":"2026-01-20T13:00:00Z","run_id":"20260120T125900Z","bytes":1234567890123,"shards":["a-1","b-0"]}
            """,
            line.ToString());
        var entry = Assert.IsType<ShardsEntry>(Assert.Single(RunLogReader.Read(line.Utf8).Entries));
        Assert.Equal(["a-1", "b-0"], entry.Shards);
        Assert.Equal(1234567890123, entry.Bytes);
        Assert.Equal(World.NewRun().RunId, entry.Run.RunId);
        Assert.Equal(line.Key, LineKey.Find(line.Utf8, World.NewRun()));
    }

    [Theory]
    [InlineData("\"bytes\":1,\"shards\":{}", "'shards' is a JSON Object")]
    [InlineData("\"bytes\":1,\"shards\":[1]", "'shards' has a JSON Number")]
    [InlineData("\"bytes\":1", "'shards'")]
    [InlineData("\"bytes\":-1,\"shards\":[\"a\"]", "'bytes' is no number of bytes")]
    [InlineData("\"bytes\":0.5,\"shards\":[\"a\"]", "'bytes' is no number of bytes")]
    [InlineData("\"shards\":[\"a\"]", "'bytes'")]
    public void A_line_of_shards_that_is_wrong_is_unreadable(string members, string told)
    {
        var line = RunLine.OfShards(World.NewRun(), ["a"], 1, Now).ToString()
            .Replace("\"bytes\":1,\"shards\":[\"a\"]", members, StringComparison.Ordinal);

        var entry = Assert.IsType<UnreadableEntry>(Assert.Single(RunLogReader.Read(System.Text.Encoding.UTF8.GetBytes(line)).Entries));

        Assert.Contains(told, entry.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_keys_of_run_lines_are_nobody_elses()
    {
        Assert.False(LineKey.OfShards("a").IsEvent);
        Assert.True(LineKey.OfShards("a").IsOfShards);
        Assert.False(LineKey.Start.IsOfShards || LineKey.Complete.IsOfShards);
        Assert.Equal(LineKey.Start, Start(World.NewRun(), Scaled).Key);
        Assert.Equal(LineKey.Complete, RunLine.OfComplete(World.NewRun(), Now).Key);
        Assert.False(LineKey.Start.IsEvent || LineKey.Complete.IsEvent);
        Assert.True(LineKey.OfEvent("exp:2026-01-20T13:00:00Z:start:01").IsEvent);
    }
}
