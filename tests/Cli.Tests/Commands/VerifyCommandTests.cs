using System.Text.Json;

namespace Loadgen.Cli.Tests.Commands;

public sealed class VerifyCommandTests : IDisposable
{
    private const string SentTime = "\"sent_time_utc\":\"2026-01-20T13:01:04";

    private readonly TemporaryFolder _folder = new();
    private readonly TestShell _shell = new();

    [Fact]
    public async Task A_whole_log_passes()
    {
        var log = _folder.Add("run.jsonl", SmallLog.Whole);

        Assert.Equal(ExitCode.Success, await _shell.RunAsync("verify", log));

        Assert.Contains("4 of 4", _shell.Output, StringComparison.Ordinal);
        Assert.Contains("Passed", _shell.Output, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Faults => new()
    {
        { SmallLog.Without("crypto_key_gen"), "missing" },
        { SmallLog.Whole + SmallLog.Line("crypto_key_gen"), "double" },
        { SmallLog.Without("loadgen_start"), "start_missing" },
        { SmallLog.Without("loadgen_complete"), "complete_missing" },
        { SmallLog.Whole + "not JSON\n", "unreadable" },
        { SmallLog.Whole.Replace(SentTime + ".356Z", SentTime + ".355Z", StringComparison.Ordinal), "early" },
        { "", "empty" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_broken_promise_is_found_and_told_by_the_exit_code(string content, string kind)
    {
        var log = _folder.Add("run.jsonl", content);

        Assert.Equal(ExitCode.Failed, await _shell.RunAsync("verify", "--json", log));

        using var document = JsonDocument.Parse(_shell.Output);
        Assert.False(document.RootElement.GetProperty("passed").GetBoolean());
        Assert.Contains(
            document.RootElement.GetProperty("logs")[0].GetProperty("findings").EnumerateArray(),
            finding => finding.GetProperty("kind").GetString() == kind && finding.GetProperty("severity").GetString() == "error");
    }

    [Fact]
    public async Task A_folder_stands_for_the_logs_in_it_and_for_nothing_else_there()
    {
        _folder.Add("gcs/logs/e/A/one.jsonl", SmallLog.Whole);
        _folder.Add("gcs/logs/e/A/two.jsonl", SmallLog.Without("video_transcoder"));
        _folder.Add("gcs/logs-state/e/A/run.json", "{}");

        Assert.Equal(ExitCode.Failed, await _shell.RunAsync("verify", "--json", _folder.Path));

        using var document = JsonDocument.Parse(_shell.Output);
        Assert.Equal(
            [("one.jsonl", true), ("two.jsonl", false)],
            document.RootElement.GetProperty("logs").EnumerateArray().Select(
                log => (Path.GetFileName(log.GetProperty("log").GetString()!), log.GetProperty("passed").GetBoolean())));
    }

    [Fact]
    public async Task The_jitter_is_the_env_files()
    {
        var log = _folder.Add("run.jsonl", SmallLog.Whole);
        var envFile = _folder.Add("env.A.yaml", EnvFiles.ScenarioA.Replace("JITTER_S: 15", "JITTER_S: 0", StringComparison.Ordinal));

        Assert.Equal(ExitCode.Failed, await _shell.RunAsync("verify", log, "--env-file", envFile));

        Assert.Contains("ScheduledTimeDiffers", _shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_a_log_is_a_wrong_argument()
    {
        Assert.Equal(ExitCode.BadArguments, await _shell.RunAsync("verify", _folder.Path));

        Assert.Contains("no run log (*.jsonl) lies in this folder", _shell.Error, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }
}
