using System.Text.Json;
using Loadgen.Calls;
using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Runs;
using Loadgen.Testing.Logs;
using Microsoft.Extensions.Time.Testing;

namespace Loadgen.Cli.Tests.Commands;

public sealed class VerifyCommandTests : IDisposable
{
    private const string SentTime = "\"sent_time_utc\":\"2026-01-20T13:01:04";

    private static readonly LogText Log = new();

    /// <summary>In the middle of the hour, after its last event and before every limit.</summary>
    private static readonly DateTimeOffset DuringHour = new(2026, 1, 20, 13, 9, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private readonly TestShell _shell = new() { Time = new FakeTimeProvider(new(2026, 1, 21, 0, 0, 0, TimeSpan.Zero)) };

    private static string Text(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));

    private static string With(int position, string line) => Text(Log.Lines().Select((old, i) => i == position ? line : old));

    private static string Without(params int[] positions) => Text(Log.Lines().Where((_, i) => !positions.Contains(i)));

    private string Add(string text) => _folder.Add("run.jsonl", text);

    [Fact]
    public async Task A_whole_log_passes()
    {
        Assert.Equal(ExitCode.Success, await _shell.RunAsync("verify", Add(Text(Log.Lines()))));

        Assert.Contains("passed  4 of 4 lines: 4 ok; lag 1 ms at the median, 1 ms at most", _shell.Output, StringComparison.Ordinal);
        Assert.Contains(
            "Passed: every planned event has its one line, none was sent early, and every line agrees with itself; "
                + "none of 4 calls failed.",
            _shell.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_findings_of_a_kind_the_first_ones_are_printed_and_the_others_counted()
    {
        var broken = Enumerable.Range(1, 30).Select(number => $"not JSON {number}");

        Assert.Equal(ExitCode.Failed, await _shell.RunAsync("verify", Add(Text([.. Log.Lines(), .. broken]))));

        Assert.Equal(20, _shell.Output.Split("error Unreadable: ").Length - 1);
        Assert.Contains("… and 10 more of Unreadable in this log; --json lists all of them\n", _shell.Output, StringComparison.Ordinal);
        Assert.Contains("Failed: 30 findings break promises", _shell.Output, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Faults => new()
    {
        { Without(2), "missing" },
        { Text([.. Log.Lines(), Log.Lines()[2]]), "double" },
        { Without(0), "start_missing" },
        { Without(5), "complete_missing" },
        { Text([.. Log.Lines(), "not JSON"]), "unreadable" },
        { Text(Log.Lines()).Replace(SentTime + ".356Z", SentTime + ".355Z", StringComparison.Ordinal), "early" },
        { Text(Log.Lines()).Replace("\"latency_ms\":20", "\"latency_ms\":1", StringComparison.Ordinal), "contradiction" },
        { Text(Log.Lines()).Replace("built-in", "mine", StringComparison.Ordinal), "plan_missing" },
        { "", "empty" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_broken_promise_is_found_and_told_by_the_exit_code(string content, string kind)
    {
        Assert.Equal(ExitCode.Failed, await _shell.RunAsync("verify", "--json", Add(content)));

        using var document = JsonDocument.Parse(_shell.Output);
        Assert.False(document.RootElement.GetProperty("passed").GetBoolean());
        Assert.Contains(
            document.RootElement.GetProperty("logs")[0].GetProperty("findings").EnumerateArray(),
            finding => finding.GetProperty("kind").GetString() == kind && finding.GetProperty("severity").GetString() == "error");
    }

    [Fact]
    public async Task A_folder_stands_for_the_logs_in_it_and_for_nothing_else_there()
    {
        _folder.Add("gcs/logs/e/A/one.jsonl", Text(Log.Lines()));
        _folder.Add("gcs/logs/e/A/two.jsonl", Without(4));
        _folder.Add("gcs/logs-state/e/A/run.json", "{}");

        Assert.Equal(ExitCode.Failed, await _shell.RunAsync("verify", "--json", _folder.Path));

        using var document = JsonDocument.Parse(_shell.Output);
        Assert.Equal(
            [("one.jsonl", true), ("two.jsonl", false)],
            document.RootElement.GetProperty("logs").EnumerateArray().Select(
                log => (Path.GetFileName(log.GetProperty("log").GetString()!), log.GetProperty("passed").GetBoolean())));
    }

    [Fact]
    public async Task A_folder_without_a_log_is_a_wrong_argument()
    {
        Assert.Equal(ExitCode.BadArguments, await _shell.RunAsync("verify", _folder.Path));

        Assert.Contains("no log (*.jsonl) lies in this folder", _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_plan_is_what_is_stored_beside_the_log()
    {
        var log = _folder.Add("bucket/logs/experiment-2026-01-15/A/run.jsonl", Text(Log.Lines()));
        var manifest = new RunPaths("bucket/logs").ManifestOf(Log.Run);
        _folder.Add(
            manifest,
            """
            {"tick_message_id":"1","jitter_s":14,"workload_name":"built-in","workload_sha256":"0123456789abcdef","run":
            """ + """
            {"experiment_id":"experiment-2026-01-15","scenario":"A","trace_hour":"2026-01-20T13:00:00Z","run_id":"20260120T125800Z",
            """ + """
            "invocations":4,"dry_run":false,"log_object":"log.jsonl"}}
            """);

        Assert.Equal(ExitCode.Failed, await _shell.RunAsync("verify", log));

        Assert.Contains("jitter_s is 15; the run's manifest says 14", _shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_of_version_0_9_is_told_its_jitter()
    {
        var start = Log.Lines()[0];
        var log = Add(With(0, start[..start.IndexOf(",\"workload_name\"", StringComparison.Ordinal)] + "}"));

        Assert.Equal(ExitCode.Success, await _shell.RunAsync("verify", log));
        Assert.Equal(ExitCode.Failed, await _shell.RunAsync("verify", log, "--jitter", "0"));
        Assert.Equal(ExitCode.BadArguments, await _shell.RunAsync("verify", log, "--jitter", "3600"));
        Assert.Contains("--jitter: found '3600'; allowed: seconds, 0–3599", _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_is_not_over_is_neither_passed_nor_failed()
    {
        using var shell = new TestShell { Time = new FakeTimeProvider(DuringHour) };

        Assert.Equal(ExitCode.Running, await shell.RunAsync("verify", Add(Without(3, 4, 5))));

        Assert.Contains("running  2 of 4 lines: 2 ok", shell.Output, StringComparison.Ordinal);
        Assert.Contains(
            "Running: 2 of 4 events are still running; nothing is wrong so far (--wait waits for the end).",
            shell.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_waits_is_told_for_what_and_gets_the_end()
    {
        var time = new FakeTimeProvider(DuringHour);
        using var shell = new TestShell { Time = time };
        var log = Add(Without(4, 5));
        var verified = shell.RunAsync("verify", "--wait", log);
        while (!shell.Error.Contains("Waiting", StringComparison.Ordinal))
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        Assert.False(verified.IsCompleted);

        File.WriteAllText(log, Text(Log.Lines()));
        while (!verified.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        Assert.Equal(ExitCode.Success, await verified);
        Assert.Equal(
            $"Waiting for a run: 3 of 4 events have their line; the others have until 2026-01-20T13:50:44Z.{Environment.NewLine}",
            shell.Error);
    }

    [Fact]
    public async Task Nobody_waits_longer_than_for_the_last_limit()
    {
        var time = new FakeTimeProvider(DuringHour);
        using var shell = new TestShell { Time = time };
        var verified = shell.RunAsync("verify", "--wait", Add(Without(4, 5)));
        while (!verified.IsCompleted)
        {
            time.Advance(TimeSpan.FromMinutes(10));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        Assert.Equal(ExitCode.Failed, await verified);
        Assert.Contains("Missing", shell.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ok >= 99%", ExitCode.Success, "met")]
    [InlineData("latency.max <= 19ms", ExitCode.Failed, "not met  20 ms  of 4 measurements")]
    [InlineData("latency.max(nobody) <= 19ms", ExitCode.Failed, "no events of this function; there are ")]
    public async Task What_is_required_must_be_so(string rule, object exitCode, string said)
    {
        Assert.Equal((ExitCode)exitCode, await _shell.RunAsync("verify", Add(Text(Log.Lines())), "--require", rule, "--require", "ok>=1"));

        Assert.Contains(said, _shell.Output, StringComparison.Ordinal);
        Assert.Equal(
            (ExitCode)exitCode is ExitCode.Failed, _shell.Output.Contains("Failed: 1 requirement is not met.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Requirements_are_in_the_JSON_too()
    {
        await _shell.RunAsync("verify", "--json", Add(Text(Log.Lines())), "--require", "latency.max <= 0.019s");

        using var document = JsonDocument.Parse(_shell.Output);
        Assert.False(document.RootElement.GetProperty("passed").GetBoolean());
        Assert.Equal(
            """{"requirement":"latency.max <= 0.019s","passed":false,"found":0.02,"unit":"s","details":"of 4 measurements"}""",
            JsonSerializer.Serialize(document.RootElement.GetProperty("requirements")[0], JsonSerializerOptions.Web)
                .Replace("\\u003C", "<", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rule_that_is_none_is_a_wrong_argument()
    {
        Assert.Equal(ExitCode.BadArguments, await _shell.RunAsync("verify", "x", "--require", "okay >= 1"));

        Assert.Contains(
            "--require: 'okay >= 1': found the metric 'okay'; allowed: lag, latency, ok, ", _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requirements_of_a_run_that_is_not_over_are_not_judged()
    {
        using var shell = new TestShell { Time = new FakeTimeProvider(DuringHour) };

        Assert.Equal(ExitCode.Running, await shell.RunAsync("verify", Add(Without(4, 5)), "--require", "ok >= 99%"));
    }

    [Fact]
    public async Task What_passed_says_how_many_calls_failed()
    {
        var lines = Log.Lines();
        lines[1] = Log.Event(0, Outcome.Timeout, TimeSpan.Zero);
        lines[2] = Log.Event(1, Outcome.HttpError, TimeSpan.Zero);
        lines[3] = Log.Event(2, Outcome.Unknown, null);

        Assert.Equal(ExitCode.Success, await _shell.RunAsync("verify", Add(Text(lines))));

        Assert.Contains(
            "agrees with itself; 2 of 3 calls failed (1 http_error, 1 timeout); not measured: 1 unknown.",
            _shell.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_in_which_nothing_was_answered_is_no_plain_success()
    {
        string[] lines =
        [
            Log.Lines()[0], .. Enumerable.Range(0, 4).Select(i => Log.Event(i, Outcome.ConnectionError, TimeSpan.Zero)), Log.Lines()[5],
        ];

        Assert.Equal(ExitCode.Success, await _shell.RunAsync("verify", Add(Text(lines))));

        Assert.Contains("unanswered  4 of 4 lines", _shell.Output, StringComparison.Ordinal);
        Assert.Contains("Passed, but not every run was answered: ", _shell.Output, StringComparison.Ordinal);
        Assert.Contains("4 of 4 calls failed (4 connection_error).", _shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_need_not_be_answered()
    {
        Assert.Equal(ExitCode.Success, await _shell.RunAsync("verify", Add(Text(new LogText(dryRun: true).Lines()))));

        Assert.Contains("Passed: ", _shell.Output, StringComparison.Ordinal);
        Assert.Contains("; nobody was called.", _shell.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("scaled", 10, "rehearsal at 10×: times are no measurements\n")]
    [InlineData("leaping", 1, "rehearsal: durations are true, dates are not\n")]
    public async Task What_a_rehearsals_times_are_is_said_before_any_of_them(string clock, double speed, string notice)
    {
        await _shell.RunAsync("verify", Add(Text(new LogText(clock: new(clock, speed)).Lines())));

        Assert.StartsWith(notice, _shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_runs_it_says_how_many_are_rehearsals()
    {
        _folder.Add("one.jsonl", Text(Log.Lines()));
        _folder.Add("two.jsonl", Text(new LogText(clock: new("scaled", 10)).Lines()));

        await _shell.RunAsync("verify", _folder.Path);

        Assert.StartsWith("1 of 2 runs: rehearsal at 10×: times are no measurements\n", _shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Times_that_are_no_measurements_meet_no_requirement()
    {
        var log = Add(Text(new LogText(clock: new ClockKind("scaled", 10)).Lines()));

        Assert.Equal(ExitCode.Failed, await _shell.RunAsync("verify", log, "--require", "latency.max <= 1s"));
        Assert.Contains("no measurements", _shell.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Success, await _shell.RunAsync("verify", log, "--require", "ok >= 99%"));
    }

    [Fact]
    public async Task Places_stand_on_lines_of_their_own_and_are_never_broken()
    {
        using var shell = new TestShell(width: 80);
        var log = _folder.Add($"{new string('d', 100)}/run.jsonl", Without(2));

        await shell.RunAsync("verify", log);

        var lines = shell.Output.Split('\n');
        Assert.Contains(log, lines);
        Assert.Contains($"  {log}", lines);
        Assert.All(lines.Where(line => !line.Contains(log, StringComparison.Ordinal)), line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public async Task A_finding_names_the_file_with_its_folder_and_the_line()
    {
        var log = Add(With(1, "not JSON"));

        await _shell.RunAsync("verify", log);

        Assert.Contains($"error Unreadable: not JSON from byte 1 on\n  {log}:2\n", _shell.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Scenario.A, false, "loadgen-logs/experiment-2026-01-15/A/20260120T130000Z-20260120T125800Z.jsonl", "the name says it")]
    [InlineData(Scenario.A, true, "loadgen-logs/mine.jsonl", "the name says nothing")]
    [InlineData(Scenario.B, true, "loadgen-logs/experiment-2026-01-15/A/20260120T130000Z-20260120T125800Z.jsonl", "it says another")]
    public async Task A_run_is_named_where_its_log_does_not_name_it(Scenario scenario, bool isNamed, string name, string reason)
    {
        await _shell.RunAsync("verify", _folder.Add(name, Text(new LogText(scenario).Lines())));

        Assert.True(isNamed == _shell.Output.Contains("  run 20260120T125800Z (experiment ", StringComparison.Ordinal), reason);
    }

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }
}
