using System.Text.Json;
using Loadgen.Calls;
using Loadgen.Configuration;
using Loadgen.Testing.Logs;

namespace Loadgen.Cli.Tests.Commands;

public sealed class ReportCommandTests : IDisposable
{
    private const int Hours = 7;

    private readonly TemporaryFolder _folder = new();
    private readonly TestShell _shell = new(width: 80);

    [Fact]
    public async Task First_stands_whether_it_can_be_trusted_then_what_was_measured_then_what_it_shows()
    {
        AddDay(Scenario.A, Scenario.B, Scenario.C);

        Assert.Equal(ExitCode.Success, await _shell.RunAsync("report", _folder.Path));

        // Where a sentence is broken, a space stays.
        var lines = _shell.Output.Replace(_folder.Path, "LOGS", StringComparison.Ordinal).Split('\n').Select(line => line.TrimEnd());
        Assert.Equal(Golden.Report, string.Join('\n', lines), ignoreLineEndingDifferences: true);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(140)]
    public async Task No_line_is_wider_than_the_terminal(int width)
    {
        using var shell = new TestShell(width);
        AddDay(Scenario.A, Scenario.B, Scenario.C);

        await shell.RunAsync("report", _folder.Path);

        var lines = shell.Output.Replace(_folder.Path, "LOGS", StringComparison.Ordinal).Split('\n');
        Assert.All(lines, line => Assert.InRange(line.Length, 0, width));
    }

    [Fact]
    public async Task The_document_has_what_the_terminal_has()
    {
        AddDay(Scenario.A, Scenario.B);

        Assert.Equal(ExitCode.Success, await _shell.RunAsync("report", "--json", "--baseline", "b", _folder.Path));

        using var document = JsonDocument.Parse(_shell.Output);
        var root = document.RootElement;
        Assert.Equal(
            ["logs", "baseline", "approaches", "trust", "functions", "comparisons", "time_shifted", "carbon", "correlation"],
            root.EnumerateObject().Select(member => member.Name));
        Assert.Equal("B", root.GetProperty("baseline").GetString());
        Assert.Equal("forbids", root.GetProperty("trust").GetProperty("remarks")[0].GetProperty("kind").GetString());
        Assert.Equal(28, root.GetProperty("trust").GetProperty("approaches")[0].GetProperty("outcomes").GetProperty("ok").GetInt32());
        var latency = root.GetProperty("functions")[0].GetProperty("latencies")[0];
        Assert.Equal(20, latency.GetProperty("p50_ms").GetProperty("value").GetDouble());
        var comparison = root.GetProperty("comparisons")[0];
        Assert.Equal(("A", Hours), (comparison.GetProperty("approach").GetString(), comparison.GetProperty("pairs").GetInt32()));
        Assert.Equal("nothing", comparison.GetProperty("finding").GetString());
        Assert.Equal(JsonValueKind.Null, root.GetProperty("carbon").ValueKind);
    }

    [Fact]
    public async Task A_page_is_written_whole_over_the_one_that_was_there()
    {
        AddDay(Scenario.A);
        var page = _folder.Add("report.html", "the one before");

        Assert.Equal(ExitCode.Success, await _shell.RunAsync("report", _folder.Path, "--html", page));

        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(page), StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith($"Written:\n{page}\n", _shell.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal(["report.html"], Directory.GetFiles(_folder.Path, "report*").Select(Path.GetFileName));
    }

    [Fact]
    public async Task Pictures_for_papers_are_written_into_a_folder()
    {
        AddDay(Scenario.A, Scenario.B);
        var folder = Path.Combine(_folder.Path, "figures");

        Assert.Equal(ExitCode.Success, await _shell.RunAsync("report", _folder.Path, "--plots", folder));

        Assert.NotEmpty(Directory.GetFiles(folder, "*.svg"));
        Assert.Equal(Directory.GetFiles(folder, "*.svg").Length, Directory.GetFiles(folder, "*.png").Length);
    }

    public static TheoryData<string, string[], string> Wrong => new()
    {
        { "no such baseline", ["--baseline", "D"], "--baseline: found 'D'; allowed: A, B." },
        {
            "no such run", ["--run", "20260120T010001Z"],
            "--run: found '20260120T010001Z'; allowed: 20260120T000000Z, 20260120T010000Z, 20260120T020000Z, 20260120T030000Z, "
                + "20260120T040000Z, 20260120T050000Z, 20260120T060000Z. Did you mean 20260120T010000Z?"
        },
        { "a page of another name", ["--html", "report.jsonl"], "--html: found 'report.jsonl'; allowed: a file's name that ends in .html" },
        { "no energy model", ["--energy", "nowhere.yaml"], "--energy: nowhere.yaml cannot be read (" },
        { "no intensities", ["--carbon", "nowhere.csv"], "--carbon: nowhere.csv cannot be read (" },
        { "no functions' logs", ["--functions", "nowhere.json"], "nowhere.json: " },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_was_given_wrong_is_told(string reason, string[] options, string complaint)
    {
        AddDay(Scenario.A, Scenario.B);

        var exitCode = await _shell.RunAsync(["report", _folder.Path, .. options]);

        Assert.True(exitCode is ExitCode.BadArguments, $"{reason}: {exitCode}");
        Assert.Contains(complaint, _shell.Error, StringComparison.Ordinal);
        Assert.Equal("", _shell.Output);
    }

    public static TheoryData<string, string, object, string> Odd => new()
    {
        { "nothing in it", "", ExitCode.Failed, "No run was found." },
        { "broken lines only", "{\"experiment_id\":\nnonsense\n", ExitCode.Failed, "could not be read, the first at " },
        {
            "every call failed", Text(new LogText(), log => log.Event(0, Outcome.Timeout, TimeSpan.Zero)), ExitCode.Success,
            "None of A's 1 call succeeded."
        },
    };

    [Theory]
    [MemberData(nameof(Odd))]
    public async Task There_is_a_word_about_each_odd_log(string reason, string text, object exitCode, string said)
    {
        var log = _folder.Add("run.jsonl", text);

        Assert.True(await _shell.RunAsync("report", log) is var found && found == (ExitCode)exitCode, $"{reason}: {found}");
        Assert.Contains(said, _shell.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rehearsal_is_told_before_anything_else()
    {
        _folder.Add("run.jsonl", Text(new LogText(clock: Loadgen.Clocks.ClockKind.Scaled(60))));

        await _shell.RunAsync("report", _folder.Path);

        Assert.StartsWith("rehearsal at 60×: times are no measurements\n", _shell.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\\u001b[2J", "an escape that clears the terminal")]
    [InlineData("[red]", "markup")]
    [InlineData("[/]", "markup that ends")]
    [InlineData("\\u0007\\r\\n", "control characters")]
    public async Task What_a_log_says_reaches_the_terminal_as_text(string hostile, string reason)
    {
        var text = Text(new LogText(), log => log.Event(0, Outcome.Timeout, TimeSpan.Zero))
            .Replace("api_health_check", $"api{hostile}", StringComparison.Ordinal)
            .Replace("us-east1", hostile, StringComparison.Ordinal)
            .Replace("Kind: why", hostile, StringComparison.Ordinal)
            .Replace("built-in", hostile, StringComparison.Ordinal)
            .Replace("\"machine\"", $"\"{hostile}\"", StringComparison.Ordinal);
        var log = _folder.Add("run.jsonl", text);

        Assert.Equal(ExitCode.Success, await _shell.RunAsync("report", log));

        Assert.True(
            _shell.Output.All(letter => !char.IsControl(letter) || letter is '\n' or '\r'), reason);
        Assert.True(!_shell.Output.Contains('\r', StringComparison.Ordinal) || Environment.NewLine == "\r\n", reason);
    }

    private static string Text(LogText log, params Func<LogText, string>[] events)
    {
        var lines = events.Length == 0 ? log.Lines() : [log.Lines()[0], .. events.Select(line => line(log)), log.Lines()[^1]];
        return string.Concat(lines.Select(line => line + "\n"));
    }

    private void AddDay(params Scenario[] scenarios)
    {
        foreach (var scenario in scenarios)
        {
            for (var hour = 0; hour < Hours; hour++)
                _folder.Add($"{scenario}-{hour:00}.jsonl", Text(new LogText(scenario, $"20260120T{hour:00}0000Z", hour: hour)));
        }
    }

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }

    private static class Golden
    {
        public const string Report = """
            From 21 logs, the first of them LOGS/A-00.jsonl

            Can it be trusted?
            Forbids a conclusion: C cannot be compared with A: C has no latency of a call
            that succeeded and was not put off.
            Forbids a conclusion: A and B called the same URLs within 10 s of each other, in
            56 of their 56 calls (100%), of api_health_check, crypto_key_gen,
            image_format_converter and video_transcoder: who comes first warms a function
            for the other, or slows it. Nothing follows from a difference between them.

            runs  planned  stored  twice  lag p50    p99  max (ms)     outcomes  clock
               7       28      28      0    0.600  0.600     0.600  A  28 ok     machine
               7       28      28      0    0.600  0.600     0.600  B  28 ok     machine
               7       28      28      0    0.600  0.600     0.600  C  28 ok     machine

            Each scenario and function: latencies in ms, and where they lie with 95%
            calls    ok               p50   p90   p95   p99     function
                7  100%  20.0 (20.0–20.0)  20.0  20.0  20.0  A  api_health_check
                7  100%  20.0 (20.0–20.0)  20.0  20.0  20.0  B  api_health_check
                7  100%                 –     –     –     –  C  api_health_check
                7  100%  20.0 (20.0–20.0)  20.0  20.0  20.0  A  crypto_key_gen
                7  100%  20.0 (20.0–20.0)  20.0  20.0  20.0  B  crypto_key_gen
                7  100%                 –     –     –     –  C  crypto_key_gen
                7  100%  20.0 (20.0–20.0)  20.0  20.0  20.0  A  image_format_converter
                7  100%  20.0 (20.0–20.0)  20.0  20.0  20.0  B  image_format_converter
                7  100%                 –     –     –     –  C  image_format_converter
                7  100%  20.0 (20.0–20.0)  20.0  20.0  20.0  A  video_transcoder
                7  100%  20.0 (20.0–20.0)  20.0  20.0  20.0  B  video_transcoder
                7  100%                 –     –     –     –  C  video_transcoder

            Where the time went (medians in ms), mean bytes, and where calls went
            dns/tcp/tls/wait/read  sent/answered     function                regions
                  0/5.00/–/15.0/0      2.00/2.00  A  api_health_check        7 us-east1
                  0/5.00/–/15.0/0      2.00/2.00  B  api_health_check        7 us-east1
                  0/5.00/–/15.0/0      2.00/2.00  C  api_health_check
                  0/5.00/–/15.0/0      2.00/2.00  A  crypto_key_gen          7 us-east1
                  0/5.00/–/15.0/0      2.00/2.00  B  crypto_key_gen          7 us-east1
                  0/5.00/–/15.0/0      2.00/2.00  C  crypto_key_gen
                  0/5.00/–/15.0/0      2.00/2.00  A  image_format_converter  7 us-east1
                  0/5.00/–/15.0/0      2.00/2.00  B  image_format_converter  7 us-east1
                  0/5.00/–/15.0/0      2.00/2.00  C  image_format_converter
                  0/5.00/–/15.0/0      2.00/2.00  A  video_transcoder        7 us-east1
                  0/5.00/–/15.0/0      2.00/2.00  B  video_transcoder        7 us-east1
                  0/5.00/–/15.0/0      2.00/2.00  C  video_transcoder

            Against the baseline, pair by pair
            difference  Speedup  p (Holm)  pairs  hours         function
                     ~     1.00     1.000      7      7  B : A  api_health_check
                     ~     1.00     1.000      7      7  B : A  crypto_key_gen
                     ~     1.00     1.000      7      7  B : A  image_format_converter
                     ~     1.00     1.000      7      7  B : A  video_transcoder

            no difference can be shown between B and A for `api_health_check` (95%: 0 to 0
            ms, 7 pairs)
            no difference can be shown between B and A for `crypto_key_gen` (95%: 0 to 0 ms,
            7 pairs)
            no difference can be shown between B and A for `image_format_converter` (95%: 0
            to 0 ms, 7 pairs)
            no difference can be shown between B and A for `video_transcoder` (95%: 0 to 0
            ms, 7 pairs)

            """;
    }
}
