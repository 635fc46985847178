using System.Text.Json;
using Loadgen.Analysis.Events;
using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Testing.Logs;

namespace Loadgen.Cli.Tests.Commands;

public sealed class CorrelateCommandTests : IDisposable
{
    private static readonly LogText Log = new();

    private readonly TemporaryFolder _folder = new();
    private readonly TestShell _shell = new();

    [Fact]
    public async Task What_was_joined_is_a_table_and_sentences()
    {
        var functions = _folder.Add("functions.log", string.Join('\n', [
            "Serving function",
            FunctionLine("crypto_key_gen", "\"queue_delay_ms\":12.34,\"wall_ms\":15,\"cold_start\":true"),
            FunctionLine("crypto_key_gen", "\"queue_delay_ms\":99,\"wall_ms\":15"),
            FunctionLine("video_transcoder", "\"queue_delay_ms\":-3,\"wall_ms\":15.04"),
            """{"type":"invocation_metrics","function_id":"video_transcoder","event_id":"of another experiment"}""",
            """{"type":"invocation_metrics" """,
        ]));

        var code = await _shell.RunAsync("correlate", AddRun(Log), "--functions", functions);

        Assert.Equal(ExitCode.Success, code);
        Assert.Equal(
            """
            Times are medians in ms.
               function                calls  logged  twice  early  late  cold  queue  execution  end to end  overhead  dispatcher
            A  api_health_check            1       0      0      0     0     0      –          –           –         –           –
            A  crypto_key_gen              1       1      1      0     0     1   12.3         15           –         5           –
            A  image_format_converter      1       0      0      0     0     0      –          –           –         –           –
            A  video_transcoder            1       1      0      0     0     0     -3         15           –         5           –
            2 of 4 calls have a log of their function.
            1 of them was executed more than once: the first execution counts.
            1 of them was received before being sent: the clocks of the machines differ.
            Logs of calls that no event here made: 1 (1 video_transcoder).

            """,
            string.Join('\n', _shell.Output.Split('\n').Select(line => line.TrimEnd())));
        Assert.Equal(
            $"loadgen: warning: {functions}: 1 line begins like a JSON object, and cannot be read as one\n", _shell.Error);
    }

    [Theory]
    [InlineData(80, "A crypto_key_gen")]
    [InlineData(60, "A crypt…_gen")]
    public async Task In_a_narrow_terminal_no_line_is_broken(int width, string name)
    {
        using var shell = new TestShell(width);
        var functions = _folder.Add("functions.log", FunctionLine("crypto_key_gen", "\"wall_ms\":25"));

        await shell.RunAsync("correlate", AddRun(Log), "--functions", functions);

        Assert.All(shell.Output.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, width));
        Assert.Contains(name, shell.Output, StringComparison.Ordinal);
        Assert.Contains(" execution ", shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_dispatchers_lines_are_its_own_wherever_they_stand()
    {
        var run = AddRun(new LogText(Scenario.C));
        var functions = _folder.Add("mixed/all.txt", FunctionLine("dispatcher", "\"execution_ms\":4.5", Scenario.C, "crypto_key_gen"));
        var dispatcher = _folder.Add("ai.json", $"[{FunctionLine("video_transcoder", "\"execution_ms\":7", Scenario.C)}]");

        await _shell.RunAsync("correlate", run, "--functions", Path.GetDirectoryName(functions)!, "--dispatcher", dispatcher, "--json");

        using var document = JsonDocument.Parse(_shell.Output);
        Assert.Equal((0, 2), (Number(document, "function_logs"), Number(document, "dispatcher_logs")));
        Assert.Equal(
            ["null", "4.5", "null", "7"],
            document.RootElement.GetProperty("functions").EnumerateArray()
                .Select(function => function.GetProperty("dispatcher_execution_ms_median").GetRawText()));
    }

    [Fact]
    public async Task Of_a_rehearsal_that_is_said_first()
    {
        await _shell.RunAsync(
            "correlate", AddRun(new LogText(clock: ClockKind.Scaled(60))), "--functions", _folder.Add("functions.log", "text"));

        Assert.StartsWith("rehearsal at 60×: times are no measurements", _shell.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("joined.parquet", "another correlate, or report, reads it")]
    [InlineData("joined.csv", "pandas reads it")]
    public async Task The_events_are_written_with_what_was_joined(string name, string reason)
    {
        var path = Path.Combine(_folder.Path, name);
        var functions = _folder.Add("f.log", FunctionLine("crypto_key_gen", "\"cpu_ms\":12.75"));
        string[] arguments = ["correlate", AddRun(Log), "--functions", functions, "--out", path];

        Assert.Equal(ExitCode.Success, await _shell.RunAsync(arguments));
        Assert.True(_shell.Output.Contains($"{path}: 4 events of 1 run, ", StringComparison.Ordinal), reason);
        if (name.EndsWith(".csv", StringComparison.Ordinal))
        {
            Assert.Single(await File.ReadAllLinesAsync(path), line => line.Contains(",12.75,", StringComparison.Ordinal));
            return;
        }

        using var database = new EventDatabase();
        EventLogs.Load(database, [new(path, path)], CancellationToken.None);
        Assert.Equal(
            [(0, null), (1, 12.75), (0, null), (0, null)],
            database.Read(
                "SELECT function_logs, cpu_ms FROM events ORDER BY scheduled_utc",
                row => (row.GetInt32(0), row.IsDBNull(1) ? null : (double?)row.GetDouble(1))));
        Assert.Equal(ExitCode.BadArguments, await _shell.RunAsync(arguments));
        Assert.Contains("which is there already; allowed: a new file, or --force to replace it", _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_read_is_not_written_over()
    {
        var functions = _folder.Add("functions.csv", FunctionLine("crypto_key_gen", "\"wall_ms\":1"));

        var code = await _shell.RunAsync("correlate", AddRun(Log), "--functions", functions, "--out", functions, "--force");

        Assert.Equal(ExitCode.BadArguments, code);
        Assert.Contains($"--out: found '{functions}', which is read; allowed: another file.", _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_there_is_no_event_it_fails_and_says_so()
    {
        var empty = _folder.Add("run.jsonl", "");

        Assert.Equal(ExitCode.Failed, await _shell.RunAsync("correlate", empty, "--functions", empty));

        Assert.Contains("No event has a line in these run logs.", _shell.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--functions: found nothing", "no functions' logs")]
    [InlineData("nowhere: there is no such file or folder", "a place that is none", "--functions", "nowhere")]
    public async Task What_is_wrong_is_said(string problem, string reason, params string[] options)
    {
        Assert.Equal(ExitCode.BadArguments, await _shell.RunAsync(["correlate", AddRun(Log), .. options]));

        Assert.True(_shell.Error.Contains(problem, StringComparison.Ordinal), $"{reason}: {_shell.Error}");
    }

    [Fact]
    public async Task A_folder_without_logs_is_named_with_what_is_looked_for()
    {
        var folder = Path.GetDirectoryName(_folder.Add("empty/notes.md", ""))!;

        Assert.Equal(ExitCode.BadArguments, await _shell.RunAsync("correlate", AddRun(Log), "--functions", folder));

        Assert.Contains(
            $"{folder}: no log (*.json, *.jsonl, *.log, *.out, *.txt) lies in this folder", _shell.Error, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _shell.Dispose();
    }

    private string AddRun(LogText log) => _folder.Add("runs/run.jsonl", string.Concat(log.Lines().Select(line => line + "\n")));

    private static string FunctionLine(string function, string members, Scenario scenario = Scenario.A, string? ofEvent = null) =>
        $$"""
        {"type":"invocation_metrics","function_id":"{{function}}","scenario":"{{scenario}}","run_id":"20260120T125800Z",
        "event_id":"experiment-2026-01-15:2026-01-20T13:00:00Z:{{ofEvent ?? function}}:01",{{members}}}
        """.ReplaceLineEndings("");

    private static int Number(JsonDocument document, string name) => document.RootElement.GetProperty(name).GetInt32();
}
