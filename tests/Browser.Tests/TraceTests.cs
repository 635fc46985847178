using System.Text.Json;
using Loadgen.Browser.Tests.Support;
using Loadgen.Cli;
using Loadgen.Cli.Commands;
using Spectre.Console;

namespace Loadgen.Browser.Tests;

[Collection(nameof(Chromium))]
public sealed class TraceTests(Chromium chromium) : IClassFixture<TraceViewerNotice>, IDisposable
{
    private const string Processes = "() => model.getAllProcesses().sort(tr.model.Process.compare).map(one => one.name)";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loadgen-trace-");

    /// <summary>What this viewer shows of one trace, Perfetto shows as well: they share the format.</summary>
    [SkippableFact]
    public async Task A_viewer_shows_a_rehearsed_hour_with_all_spans_and_arrows_and_complains_of_nothing()
    {
        Skip.If(TraceViewer.Missing is not null, TraceViewer.Missing);
        await using var context = await chromium.NewContextAsync();
        var path = Path.Combine(_folder.FullName, "trace.json");
        Assert.Equal(
            ExitCode.Success,
            await RunAsync("run", "--hour", "2026-01-20T13:00Z", "--out", _folder.FullName, "--trace", path, "--json"));
        using var file = JsonDocument.Parse(await File.ReadAllTextAsync(path));
        var events = file.RootElement.GetProperty("traceEvents").EnumerateArray().ToLookup(one => one.GetProperty("ph").GetString());

        var page = await TraceViewer.OpenAsync(context, path);

        Assert.Empty(await page.EvaluateAsync<string[]>("() => model.importWarnings.map(warning => warning.message)"));
        Assert.Equal(
            ["the rehearsal's clock", "planner-A", "invoker-A", "planner-B", "invoker-B", "planner-C", "invoker-C", "dispatcher"],
            (await page.EvaluateAsync<string[]>(Processes)).Take(8));
        Assert.Equal(
            events["X"].Count(),
            await page.EvaluateAsync<int>("() => model.getAllThreads().reduce((sum, thread) => sum + thread.sliceGroup.length, 0)"));
        var arrows = await page.EvaluateAsync<string[]>(
            "() => model.flowEvents.map(arrow => `${arrow.startSlice.title} → ${arrow.endSlice.title}`)");
        Assert.Equal(events["s"].Count(), arrows.Length);
        Assert.Equal(
            [("call → serve", 12), ("forward → serve", 1), ("plan → publish", 12), ("publish → hold", 12)],
            arrows.CountBy(arrow => arrow).Select(arrow => (arrow.Key, arrow.Value)).Order());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static Task<ExitCode> RunAsync(params string[] arguments)
    {
        var shell = new Shell
        {
            Out = TextWriter.Null,
            Console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(TextWriter.Null) }),
            Error = TextWriter.Null,
            Steps = new(null, TimeProvider.System),
            IsLive = false,
            Time = TimeProvider.System,
            Variable = static _ => null,
        };
        return OperatorCommandLine.RunAsync(shell, arguments, CancellationToken.None);
    }
}
