using Loadgen.Records;
using Loadgen.Tests.Support;

namespace Loadgen.Tests.Records;

public sealed class RunLineTests
{
    private static readonly DateTimeOffset Now = World.Hour.AddMilliseconds(-30_001);

    [Theory]
    [InlineData(false, "false")]
    [InlineData(true, "true")]
    public void The_start_line_has_its_members_in_their_order(bool dryRun, string written) => Assert.Equal(
        """
        {"ts_utc":"2026-01-20T12:59:29.999Z","message":"loadgen_start","experiment_id":"exp","scenario":"A",
        """ + $$"""
        "trace_hour":"2026-01-20T13:00:00Z","run_id":"20260120T125900Z","invocations":4,"dry_run":{{written}},"log_gcs_bucket":"bucket",
        """ + """
        "log_gcs_object":"loadgen-logs/exp/A/log.jsonl"}
        """,
        RunLine.OfStart(World.NewRun(dryRun: dryRun), "bucket", Now).ToString());

    [Fact]
    public void Without_a_bucket_there_is_no_object_either() => Assert.EndsWith(
        "\"log_gcs_bucket\":null,\"log_gcs_object\":null}", RunLine.OfStart(
            World.NewRun(), null, Now).ToString(), StringComparison.Ordinal);

    [Fact]
    public void The_complete_line_has_its_members_in_their_order() => Assert.Equal(
        """
        {"ts_utc":"2026-01-20T12:59:29.999Z","message":"loadgen_complete","experiment_id":"exp","scenario":"A",
        """ + """
        "trace_hour":"2026-01-20T13:00:00Z","run_id":"20260120T125900Z","invocations":4}
        """,
        RunLine.OfComplete(World.NewRun(), Now).ToString());

    [Fact]
    public void The_keys_of_run_lines_are_nobody_elses()
    {
        Assert.Equal(LineKey.Start, RunLine.OfStart(World.NewRun(), null, Now).Key);
        Assert.Equal(LineKey.Complete, RunLine.OfComplete(World.NewRun(), Now).Key);
        Assert.False(LineKey.Start.IsEvent || LineKey.Complete.IsEvent);
        Assert.True(LineKey.OfEvent("exp:2026-01-20T13:00:00Z:start:01").IsEvent);
    }
}
