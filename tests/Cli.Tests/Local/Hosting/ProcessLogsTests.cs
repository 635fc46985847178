using System.Text;
using Loadgen.Cli.Local.Hosting.Processes;
using Loadgen.Cli.Local.Views;
using Microsoft.Extensions.Time.Testing;

namespace Loadgen.Cli.Tests.Local.Hosting;

public sealed class ProcessLogsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestShell _shell = new();
    private readonly List<string> _lines = [];
    private readonly FakeTimeProvider _trace = new(new(2026, 1, 20, 13, 4, 7, TimeSpan.Zero));

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }

    public static TheoryData<string, string, string> Lines => new()
    {
        { "2026-01-20T13:04:07.001Z [Loadgen.Planning.HourPlanner] [info] The run r has 0 of 4 events published.", "", "all is well" },
        { "Scopes: [{ SpanId: 1 }]", "", "the rest of a line" },
        {
            "2026-01-20T13:04:07.001Z [Loadgen.Planning.HourPlanner] [warn] Could not publish e; it is tried again: x",
            "13:04:07  planner-A: Could not publish e; it is tried again: x\n", "a warning"
        },
        { "2026-01-20T13:04:07.001Z [Loadgen.Cloud.Hosting.PushHandler] [fail] Message 7", "13:04:07  planner-A: Message 7\n", "an error" },
        { "2026-01-20T13:04:07.001Z [Microsoft.AspNetCore] [crit] No more", "13:04:07  planner-A: No more\n", "the worst" },
        { "SEVERE out of memory", "13:04:07  planner-A: out of memory\n", "an emulator's" },
        { "Unhandled exception. E: gone", "13:04:07  planner-A: Unhandled exception. E: gone\n", ".NET's last words" },
        { "loadgen: planner-A ended by itself.", "13:04:07  planner-A ended by itself.\n", "what this command says of it" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Everything_is_in_the_file_and_what_an_operator_has_to_see_is_shown(string line, string shown, string reason)
    {
        Write(isVerbose: false, line);

        Assert.Equal((shown, reason), (_shell.Output, reason));
        Assert.Equal($"{line}\n", await File.ReadAllTextAsync(Path.Combine(_folder.Path, "planner-A.log")));
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void Where_everything_is_wanted_each_line_is_shown_behind_its_processs_name(string line, string shown, string reason)
    {
        Write(isVerbose: true, line);

        Assert.Equal(($"planner-A │ {line}\n{shown}", reason), (_shell.Output, reason));
    }

    [Fact]
    public void Lines_in_JSON_go_to_whoever_follows_the_runs_and_no_others()
    {
        Write(isVerbose: false, "some text");
        Write(isVerbose: false, """{"message":"loadgen_start"}""");

        Assert.Equal("""{"message":"loadgen_start"}""", Assert.Single(_lines));
        Assert.Empty(_shell.Output);
    }

    private void Write(bool isVerbose, string line)
    {
        using var logs = new ProcessLogs(_shell.Shell, new UpView(_shell.Shell, _trace), _folder.Path, isVerbose);
        logs.Open("planner-A", utf8 => _lines.Add(Encoding.UTF8.GetString(utf8.Span)))(line);
    }
}
