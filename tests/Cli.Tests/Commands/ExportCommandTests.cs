using Loadgen.Analysis.Events;
using Loadgen.Testing.Logs;

namespace Loadgen.Cli.Tests.Commands;

public sealed class ExportCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestShell _shell = new();

    private string In(string name) => Path.Combine(_folder.Path, name);

    private string AddLog(string name = "a.jsonl", params string[] more) =>
        _folder.Add(name, string.Concat(new LogText().Lines().Concat(more).Select(line => line + "\n")));

    [Theory]
    [InlineData("runs.parquet")]
    [InlineData("RUNS.PARQUET")]
    [InlineData("new/it's; DROP TABLE events.parquet")]
    public async Task Events_are_written_and_can_be_read_again(string name)
    {
        Assert.Equal(ExitCode.Success, await _shell.RunAsync("export", AddLog(), "--out", In(name)));

        Assert.StartsWith($"{In(name)}: 4 events of 1 run, ", _shell.Output, StringComparison.Ordinal);
        Assert.Equal("", _shell.Error);
        using var database = new EventDatabase();
        EventLogs.Load(database, [new(name, In(name))], CancellationToken.None);
        Assert.Equal([4L], database.Read("SELECT count(*) FROM events", row => row.GetInt64(0)));
    }

    [Fact]
    public async Task CSV_has_a_header_and_a_line_an_event()
    {
        Assert.Equal(ExitCode.Success, await _shell.RunAsync("export", AddLog(), "--out", In("runs.csv")));

        var lines = File.ReadAllLines(In("runs.csv"));
        Assert.Equal(5, lines.Length);
        Assert.StartsWith("experiment_id,scenario,", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_not_read_is_a_warning_each_and_the_others_are_counted()
    {
        var log = AddLog("a.jsonl", [.. Enumerable.Repeat("{broken", 30)]);

        Assert.Equal(ExitCode.Success, await _shell.RunAsync("export", log, "--out", In("runs.csv")));

        Assert.StartsWith($"loadgen: warning: {log}, line 7: not JSON from byte 1 on\n", _shell.Error, StringComparison.Ordinal);
        Assert.EndsWith(
            "loadgen: warning: and 20 more that were not read; loadgen verify tells all of them\n",
            _shell.Error,
            StringComparison.Ordinal);
        Assert.Equal(11, _shell.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task A_file_that_is_there_stays_unless_it_may_be_replaced()
    {
        var there = _folder.Add("runs.csv", "mine");

        Assert.Equal(ExitCode.BadArguments, await _shell.RunAsync("export", AddLog(), "--out", there));
        Assert.Contains("which is there already; allowed: a new file, or --force to replace it.", _shell.Error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(there));

        Assert.Equal(ExitCode.Success, await _shell.RunAsync("export", AddLog(), "--out", there, "--force"));
        Assert.NotEqual("mine", File.ReadAllText(there));
    }

    [Fact]
    public async Task Nothing_is_written_where_there_is_no_event()
    {
        Assert.Equal(ExitCode.BadArguments, await _shell.RunAsync("export", _folder.Add("empty.jsonl", ""), "--out", In("runs.csv")));

        Assert.Contains("LOG: found no event; allowed: logs with at least one.", _shell.Error, StringComparison.Ordinal);
        Assert.Equal(["empty.jsonl"], Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task What_is_read_is_not_replaced()
    {
        Assert.Equal(ExitCode.Success, await _shell.RunAsync("export", AddLog(), "--out", In("runs.parquet")));

        Assert.Equal(
            ExitCode.BadArguments, await _shell.RunAsync("export", In("runs.parquet"), "--out", In("runs.parquet"), "--force"));
        Assert.Contains("which is read; allowed: another file.", _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_kind_of_file_is_refused()
    {
        Assert.Equal(ExitCode.BadArguments, await _shell.RunAsync("export", AddLog(), "--out", In("runs.xlsx")));

        Assert.Contains("allowed: a file's name that ends in .parquet or .csv", _shell.Error, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _shell.Dispose();
    }
}
