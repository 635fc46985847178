using System.Text.Json;

namespace Loadgen.Cli.Tests.Rehearsals;

/// <summary>
/// The whole hour, by the functions that are deployed. How long something takes depends on the machine and is not asserted; nor is what
/// follows from it on a fast clock, where a busy machine's seconds are minutes: that a call is answered in time, or sent at all.
/// </summary>
[Collection(nameof(WholeMachine))]
public sealed class RehearsalTests : IDisposable
{
    /// <summary>What can become of a call whose target answers as it should, on a machine however slow.</summary>
    private static readonly string[] Outcomes = ["ok", "timeout", "skipped_late", "unknown"];

    private static readonly string[] Functions = ["api_health_check", "crypto_key_gen", "image_format_converter", "video_transcoder"];

    private readonly TemporaryFolder _folder = new();
    private readonly TestShell _shell = new() { Time = TimeProvider.System };

    [Fact]
    public async Task Three_scenarios_give_three_logs_with_a_start_line_four_events_and_a_complete_line()
    {
        // Eleven minutes of the trace; the 450 s of it that a call may take are 15 s of the machine.
        var code = await _shell.RunAsync("run", "--speed", "30", "--out", _folder.Path, "--json");

        Assert.True(code is ExitCode.Success, _shell.Output + _shell.Error);
        using var document = JsonDocument.Parse(_shell.Output);
        var runs = document.RootElement.GetProperty("runs").EnumerateArray().ToList();
        Assert.Equal(["A", "B", "C"], runs.Select(run => run.GetProperty("scenario").GetString()));
        foreach (var run in runs)
        {
            var lines = await File.ReadAllLinesAsync(run.GetProperty("log").GetString()!);
            Assert.Equal(6, lines.Length);
            AssertRunLine(
                run,
                lines[0],
                "loadgen_start",
                ""","invocations":4,"dry_run":false,"log_gcs_bucket":"rehearsal-logs","log_gcs_object":"loadgen-logs/""");
            AssertRunLine(run, lines[5], "loadgen_complete", ""","invocations":4}""");
            Assert.All(
                lines[..5], line => Assert.Contains("\"clock\":\"scaled\",\"clock_speed\":30", line, StringComparison.Ordinal));
            Assert.Equal(Functions, lines[1..5].Select(FunctionOf).Order(StringComparer.Ordinal));
            Assert.All(lines[1..5], line => AssertEvent(run.GetProperty("scenario").GetString()!, line));
            // However slow the machine is, one of the four is answered.
            Assert.Contains(lines[1..5], line => line.Contains("\"outcome\":\"ok\"", StringComparison.Ordinal));
        }

        Assert.Equal(3, Directory.GetFiles(_folder.Path, "*.jsonl", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public async Task A_dry_run_from_an_env_file_calls_nobody_and_passes()
    {
        // Nothing is too late: each event's line is that of a dry run, also on the slowest machine.
        var file = _folder.Add("env.A.yaml", EnvFiles.ScenarioA + "\nMAX_LATENESS_S: 86400\n");

        var code = await _shell.RunAsync("run", "--env-file", file, "--speed", "30", "--hour", "2026-03-01T07:00Z", "--out", _folder.Path);

        Assert.True(code is ExitCode.Success, _shell.Output + _shell.Error);
        Assert.Contains("4 of 4 events have their line: 4 dry_run.", _shell.Output, StringComparison.Ordinal);
        var log = Assert.Single(Directory.GetFiles(_folder.Path, "*.jsonl", SearchOption.AllDirectories));
        Assert.StartsWith("20260301T070000Z-20260301T06", Path.GetFileName(log), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_hour_that_outlasts_a_planners_window_is_carried_on_by_continuations()
    {
        var file = _folder.Add("env.A.yaml", EnvFiles.ScenarioA + "\nMAX_LATENESS_S: 86400\nPLAN_WINDOW_S: 60\n");

        var code = await _shell.RunAsync("run", "--env-file", file, "--speed", "30", "--out", _folder.Path);

        Assert.True(code is ExitCode.Success, _shell.Output + _shell.Error);
        Assert.Contains("4 of 4 events have their line: 4 dry_run.", _shell.Output, StringComparison.Ordinal);
        var planner = await File.ReadAllTextAsync(
            Assert.Single(Directory.GetFiles(_folder.Path, "*-planner.log", SearchOption.AllDirectories)));
        // That a first one came back from the topic shows in a second one.
        Assert.Contains("PLAN_WINDOW_S is over: continuation 2 goes on", planner, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupted_it_keeps_what_was_logged_and_says_so()
    {
        using var stop = new CancellationTokenSource();
        var running = _shell.RunAsync(["run", "--scenario", "A", "--speed", "1", "--out", _folder.Path], stop.Token);
        while (Directory.GetFiles(_folder.Path, "*.jsonl", SearchOption.AllDirectories).Length == 0 && !running.IsCompleted)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);

        await stop.CancelAsync();

        Assert.Equal(ExitCode.Interrupted, await running);
        Assert.Contains("Interrupted: what was logged until then is kept.", _shell.Output, StringComparison.Ordinal);
        var log = Assert.Single(Directory.GetFiles(_folder.Path, "*.jsonl", SearchOption.AllDirectories));
        Assert.Contains("loadgen_start", await File.ReadAllTextAsync(log), StringComparison.Ordinal);
    }

    public static TheoryData<string[], string> Mistakes => new()
    {
        { ["--scenario", "D"], "--scenario: found 'D'; allowed: A, B, C, all" },
        { ["--scenario", "1"], "--scenario: found '1'; allowed: A, B, C, all" },
        { ["--speed", "0"], "--speed: found '0'; allowed: 1–600" },
        { ["--speed", "601"], "--speed: found '601'; allowed: 1–600" },
        { ["--speed", "fast"], "--speed: found 'fast'; allowed: 1–600" },
        { ["--speed", "NaN"], "--speed: found 'NaN'; allowed: 1–600" },
        { ["--speed", "10", "--real-time"], "--speed and --real-time exclude each other" },
        { ["--env-file", "/nowhere.yaml"], "/nowhere.yaml: cannot be read (there is no such file)." },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_wrong_argument_is_refused_before_anything_starts(string[] args, string expected)
    {
        Assert.Equal(ExitCode.BadArguments, await _shell.RunAsync([.. args, "--out", Path.Combine(_folder.Path, "out")]));

        Assert.Contains(expected, Assert.Single(_shell.Error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "out")));
    }

    [Fact]
    public async Task An_hour_that_has_begun_cannot_be_rehearsed_in_real_time()
    {
        var file = _folder.Add("env.A.yaml", EnvFiles.ScenarioA);

        var code = await _shell.RunAsync("run", "--env-file", file, "--real-time", "--hour", "2026-01-20T13:00Z", "--out", _folder.Path);

        Assert.Equal(ExitCode.BadArguments, code);
        Assert.Contains("--hour: 2026-01-20T13:00:00Z has begun by the machine's clock", _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_files_of_one_experiment_are_refused()
    {
        var file = _folder.Add("env.A.yaml", EnvFiles.ScenarioA);

        Assert.Equal(ExitCode.BadArguments, await _shell.RunAsync("run", "--env-file", file, "--env-file", file, "--out", _folder.Path));

        Assert.Contains("have the same EXPERIMENT_ID and SCENARIO (experiment-2026-01-15, A)", _shell.Error, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }

    private static void AssertRunLine(JsonElement run, string line, string message, string end)
    {
        var (scenario, runId) = (run.GetProperty("scenario").GetString(), run.GetProperty("run_id").GetString());
        // After the time of writing, which is not determined.
        Assert.StartsWith(
            $"\",\"message\":\"{message}\",\"experiment_id\":\"rehearsal\",\"scenario\":\"{scenario}\","
                + $"\"trace_hour\":\"2026-01-20T13:00:00Z\",\"run_id\":\"{runId}\"{end}",
            line["{'ts_utc':'2026-01-20T13:00:00.000Z".Length..],
            StringComparison.Ordinal);
    }

    private static void AssertEvent(string scenario, string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        var outcome = root.GetProperty("outcome").GetString();
        Assert.Contains(outcome, Outcomes);
        if (outcome is "ok" or "timeout")
            Assert.True(root.GetProperty("start_lag_ms").GetDouble() >= 0, line);

        var function = root.GetProperty("function_id").GetString()!;
        if (scenario is not "C")
        {
            var region = RegionOf(scenario, function);
            var url = root.GetProperty("invoke").GetProperty("url").GetString();
            Assert.Equal(region, root.GetProperty("target_region").GetString());
            Assert.EndsWith($"/{region}/{function}", url, StringComparison.Ordinal);
        }
        else if (outcome is "ok")
        {
            // Both are what the dispatcher said.
            Assert.Equal(RegionOf(scenario, function), root.GetProperty("target_region").GetString());
            Assert.Equal(function is not "api_health_check", root.GetProperty("time_shifted").GetBoolean());
        }
    }

    private static string RegionOf(string scenario, string function) => scenario is "A" ? "us-east1"
        : function is "video_transcoder" ? "europe-west1"
        : "europe-north2";

    private static string FunctionOf(string line)
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.GetProperty("function_id").GetString()!;
    }
}
