using System.Text.Json;
using Loadgen.Cli.Logs;
using Loadgen.Clocks;
using Loadgen.Logs.Shards;
using Loadgen.Testing.Telemetry;
using Loadgen.Trace;

namespace Loadgen.Cli.Tests.Local;

/// <summary>
/// The whole hour, by the functions that are deployed. Durations are real: what is asserted of them has room for a busy machine, and none
/// for a clock that hurries.
/// </summary>
[Collection(nameof(WholeMachine))]
public sealed class RehearsalTests : IDisposable
{
    /// <summary>What a busy machine may add to a call of seconds; at ten times the speed, the calls here would add more.</summary>
    private const double Busy = 7000;

    private static readonly string[] Functions = ["api_health_check", "crypto_key_gen", "image_format_converter", "video_transcoder"];

    private readonly TemporaryFolder _folder = new();
    private readonly TestShell _shell = new() { Time = TimeProvider.System };

    [Fact]
    public async Task Three_scenarios_give_three_logs_with_a_start_line_four_events_and_a_complete_line()
    {
        var code = await _shell.RunAsync("run", "--hour", "2026-01-20T13:00Z", "--out", _folder.Path, "--json");

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
                lines[..5], line => Assert.Contains("\"clock\":\"leaping\",\"clock_speed\":1", line, StringComparison.Ordinal));
            Assert.Equal(Functions, lines[1..5].Select(FunctionOf).Order(StringComparer.Ordinal));
            Assert.All(lines[1..5], line => AssertEvent(run.GetProperty("scenario").GetString()!, line));
        }

        Assert.Equal(3, Directory.GetFiles(_folder.Path, "*.jsonl", SearchOption.AllDirectories).Length);
        var report = await File.ReadAllTextAsync(document.RootElement.GetProperty("report").GetString()!);
        Assert.Contains("rehearsal: durations are true, dates are not", report, StringComparison.Ordinal);
        Assert.Contains("What the functions&#x27; logs say", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_from_an_env_file_calls_nobody_and_passes()
    {
        var file = _folder.Add("env.A.yaml", EnvFiles.ScenarioA);

        var code = await _shell.RunAsync("run", "--env-file", file, "--hour", "2026-03-01T07:00Z", "--out", _folder.Path);

        Assert.True(code is ExitCode.Success, _shell.Output + _shell.Error);
        Assert.Contains("4 of 4 events have their line: 4 dry_run.", _shell.Output, StringComparison.Ordinal);
        var log = Assert.Single(Directory.GetFiles(_folder.Path, "*.jsonl", SearchOption.AllDirectories));
        Assert.StartsWith("20260301T070000Z-20260301T06", Path.GetFileName(log), StringComparison.Ordinal);
        var report = Assert.Single(Directory.GetFiles(_folder.Path, "report.html", SearchOption.AllDirectories));
        Assert.EndsWith($"Report:\n{report}\n", _shell.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collector_that_an_env_file_names_gets_nothing_of_an_hour_that_never_was()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        var file = _folder.Add("env.A.yaml", $"{EnvFiles.ScenarioA}\nOTEL_EXPORTER_OTLP_ENDPOINT: {collector.Endpoint}\n");

        var code = await _shell.RunAsync("run", "--env-file", file, "--out", _folder.Path);

        Assert.True(code is ExitCode.Success, _shell.Output + _shell.Error);
        Assert.Empty(collector.Requests);
    }

    [Fact]
    public async Task An_hour_that_outlasts_a_planners_window_is_carried_on_by_continuations()
    {
        var file = _folder.Add("env.A.yaml", EnvFiles.ScenarioA + "\nPLAN_WINDOW_S: 60\n");

        var code = await _shell.RunAsync("run", "--env-file", file, "--out", _folder.Path);

        Assert.True(code is ExitCode.Success, _shell.Output + _shell.Error);
        Assert.Contains("4 of 4 events have their line: 4 dry_run.", _shell.Output, StringComparison.Ordinal);
        var planner = await File.ReadAllTextAsync(
            Assert.Single(Directory.GetFiles(_folder.Path, "planner-*.log", SearchOption.AllDirectories)));
        // That a first one came back from the topic shows in a second one.
        Assert.Contains("PLAN_WINDOW_S is over: continuation 2 goes on", planner, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Own_functions_are_logged_with_the_time_that_they_really_take()
    {
        await using var targets = await Targets.StartAsync();
        var a = _folder.Add("A.yaml", targets.EnvFile("A", Targets.Slow, Targets.Slower, Targets.Mute, Targets.Broken));
        var b = _folder.Add("B.yaml", targets.EnvFile("B", Targets.Slow, Targets.Slower, Targets.Broken, Targets.Slow));

        var code = await _shell.RunAsync("run", "--env-file", a, "--env-file", b, "--out", _folder.Path, "--json");

        Assert.True(code is ExitCode.Success, _shell.Output + _shell.Error);
        using var document = JsonDocument.Parse(_shell.Output);
        var calls = document.RootElement.GetProperty("runs").EnumerateArray()
            .SelectMany(run => run.GetProperty("lines").EnumerateArray())
            .Where(line => line.TryGetProperty("event_id", out _))
            .ToDictionary(
                line => (line.GetProperty("scenario").GetString()!, line.GetProperty("function_id").GetString()!),
                line => (Outcome: line.GetProperty("outcome").GetString(), Latency: line.GetProperty("end_to_end_latency_ms").GetDouble(),
                    Lag: line.GetProperty("start_lag_ms").GetDouble()));
        Assert.All(calls.Values, call => Assert.InRange(call.Lag, 0, Busy));
        AssertCall(calls[("A", Functions[0])], "ok", 1200);
        AssertCall(calls[("A", Functions[1])], "ok", 2500);
        AssertCall(calls[("A", Functions[2])], "timeout", 8000);
        AssertCall(calls[("A", Functions[3])], "http_error", 0);
        AssertCall(calls[("B", Functions[2])], "http_error", 0);
        AssertCall(calls[("B", Functions[3])], "ok", 1200);

        static void AssertCall((string? Outcome, double Latency, double Lag) call, string outcome, double latency)
        {
            Assert.Equal(outcome, call.Outcome);
            // Timers may end some milliseconds early.
            Assert.InRange(call.Latency, latency - 50, latency + Busy);
        }
    }

    [Fact]
    public async Task Without_an_hour_the_next_one_is_rehearsed()
    {
        var file = _folder.Add("env.A.yaml", EnvFiles.ScenarioA);
        var before = _shell.Time.GetUtcNow();

        await _shell.RunAsync("run", "--env-file", file, "--out", _folder.Path);

        var log = Assert.Single(Directory.GetFiles(_folder.Path, "*.jsonl", SearchOption.AllDirectories));
        // Two where the test runs across a full hour.
        string[] next = [.. new[] { 1, 2 }.Select(hours => Instant.ToCompact(TraceHour.Containing(before.AddHours(hours)).Start))];
        Assert.Contains(Path.GetFileName(log).Split('-')[0], next);
    }

    [Fact]
    public async Task A_part_of_the_hour_has_the_same_events_and_no_others()
    {
        var file = _folder.Add("env.A.yaml", EnvFiles.ScenarioA);

        var code = await _shell.RunAsync("run", "--env-file", file, "--minutes", "1..5", "--out", _folder.Path, "--json");

        Assert.True(code is ExitCode.Success, _shell.Output + _shell.Error);
        using var document = JsonDocument.Parse(_shell.Output);
        var lines = document.RootElement.GetProperty("runs")[0].GetProperty("lines").EnumerateArray().ToList();
        Assert.Equal(2, lines[0].GetProperty("invocations").GetInt32());
        Assert.Equal(Functions[1..3], lines[1..^1].Select(line => line.GetProperty("function_id").GetString()));
        // Which part it was is stored with the run.
        Assert.Equal(ExitCode.Success, await _shell.RunAsync("verify", _folder.Path));
    }

    [Fact]
    public async Task Interrupted_during_a_call_it_gives_the_call_up_and_its_line_is_unknown()
    {
        await using var targets = await Targets.StartAsync();
        var file = _folder.Add("A.yaml", targets.EnvFile("A", Targets.Mute, Targets.Mute, Targets.Mute, Targets.Mute));
        using var stop = new CancellationTokenSource();
        var running = _shell.RunAsync(["run", "--env-file", file, "--out", _folder.Path], stop.Token);
        while (!_shell.Output.Contains("api_health_check: calling", StringComparison.Ordinal) && !running.IsCompleted)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);

        await stop.CancelAsync();

        Assert.Equal(ExitCode.Interrupted, await running);
        Assert.Contains("Interrupted: what was logged until then is kept.", _shell.Output, StringComparison.Ordinal);
        var log = await File.ReadAllLinesAsync(Assert.Single(Directory.GetFiles(_folder.Path, "*.jsonl", SearchOption.AllDirectories)));
        Assert.Contains("loadgen_start", log[0], StringComparison.Ordinal);
        Assert.Contains("\"outcome\":\"unknown\"", Assert.Single(log[1..]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupted_it_tells_of_the_lines_in_shards_too()
    {
        var file = _folder.Add("env.A.yaml", EnvFiles.ScenarioA);
        // Many more than are called before this test, on a busy machine, sees the first shard and interrupts.
        var workload = _folder.Add("many.yaml", $$"""
            workload: 1
            name: many
            functions: { api_health_check: { schedule: { per_minute: [{{string.Join(", ", Enumerable.Repeat(1000, 30))}}] } } }
            """);
        using var stop = new CancellationTokenSource();
        var running = _shell.RunAsync(
            ["run", "--env-file", file, "--workload", workload, "--out", _folder.Path, "--json"], stop.Token);
        while (!running.IsCompleted && Shards().Count == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);

        await stop.CancelAsync();

        Assert.Equal(ExitCode.Interrupted, await running);
        using var document = JsonDocument.Parse(_shell.Output);
        var told = document.RootElement.GetProperty("runs")[0].GetProperty("lines").EnumerateArray()
            .Where(line => line.TryGetProperty("event_id", out _))
            .Select(line => line.GetRawText());
        var stored = Shards().SelectMany(File.ReadAllLines).ToList();
        Assert.NotEmpty(stored);
        Assert.Equal(stored.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
        var verified = document.RootElement.GetProperty("logs")[0].GetProperty("runs")[0];
        Assert.Equal(stored.Count, verified.GetProperty("logged").GetInt32());

        List<string> Shards() => [.. Directory.EnumerateFiles(_folder.Path, "*.jsonl", SearchOption.AllDirectories)
            .Where(path => ShardName.Of(FileFolder.NameOf(path)) is not null)];
    }

    public static TheoryData<string[], string> Mistakes => new()
    {
        { ["--scenario", "D"], "--scenario: found 'D'; allowed: A, B, C, all" },
        { ["--scenario", "1"], "--scenario: found '1'; allowed: A, B, C, all" },
        { ["--speed", "10"], "run: found '--speed', which is no option of it" },
        { ["--minutes", "15..10"], "--minutes: found '15..10'; allowed: two minutes of an hour such as 10..15" },
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
        Assert.Equal("ok", root.GetProperty("outcome").GetString());
        Assert.True(root.GetProperty("start_lag_ms").GetDouble() >= 0, line);

        var function = root.GetProperty("function_id").GetString()!;
        if (scenario is not "C")
        {
            var region = RegionOf(scenario, function);
            var url = root.GetProperty("invoke").GetProperty("url").GetString();
            Assert.Equal(region, root.GetProperty("target_region").GetString());
            Assert.EndsWith($"/{region}/{function}", url, StringComparison.Ordinal);
        }
        else
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
