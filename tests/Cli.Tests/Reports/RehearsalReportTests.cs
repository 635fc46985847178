using System.Text;
using Loadgen.Cli.Local;
using Loadgen.Cli.Reports;
using Loadgen.Cli.Verification;
using Loadgen.Clocks;
using Loadgen.Testing.Logs;

namespace Loadgen.Cli.Tests.Reports;

public sealed class RehearsalReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestShell _shell = new();

    [Fact]
    public async Task A_run_that_did_not_end_has_a_report_of_the_lines_it_has()
    {
        _folder.Add("logs/health.log", "said something\n");

        var page = await RehearsalReport.WriteAsync(_shell.Shell, ResultOf(new LogText().Lines()[..3]));

        Assert.Equal(Path.Combine(_folder.Path, "report.html"), page);
        Assert.Contains("1 of A&#x27;s 1 run did not end, or not yet.", await File.ReadAllTextAsync(page!), StringComparison.Ordinal);
        Assert.Equal("", _shell.Error);
    }

    [Fact]
    public async Task Without_a_line_there_is_none() =>
        Assert.Null(await RehearsalReport.WriteAsync(_shell.Shell, ResultOf([])));

    [Fact]
    public async Task What_keeps_it_from_being_written_is_a_warning()
    {
        _folder.Add("logs/health.log", "said something\n");
        _folder.Add("report.html/in-the-way", "");

        Assert.Null(await RehearsalReport.WriteAsync(_shell.Shell, ResultOf(new LogText().Lines())));

        var page = Path.Combine(_folder.Path, "report.html");
        Assert.StartsWith($"loadgen: warning: {page} could not be made: ", _shell.Error, StringComparison.Ordinal);
    }

    private RehearsalResult ResultOf(IReadOnlyList<string> lines)
    {
        var log = new LogText();
        var text = string.Concat(lines.Select(line => line + "\n"));
        var file = _folder.Add("run.jsonl", text);
        var run = new RunResult(
            log.Plan,
            file,
            [.. lines.Select(line => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(line))],
            new VerifiedLog(file, LogText.VerifyText(text)),
            IsComplete: false);
        return new(log.Run.TraceHour, ClockKind.Leaping, _folder.Path, [run], IsInterrupted: true);
    }

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }
}
