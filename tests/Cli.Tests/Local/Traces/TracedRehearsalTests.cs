using System.Text.Json;
using Loadgen.Calls;
using Loadgen.Configuration;

namespace Loadgen.Cli.Tests.Local.Traces;

/// <summary>The spans of the functions that are deployed, through a whole hour.</summary>
[Collection(nameof(WholeMachine))]
public sealed class TracedRehearsalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestShell _shell = new() { Time = TimeProvider.System };

    [Fact]
    public async Task Each_event_is_one_trace_from_planner_to_target_on_the_rehearsals_clock()
    {
        var path = _folder.Add("trace.json", "an older one");

        var code = await _shell.RunAsync(
            "run", "--hour", "2026-01-20T13:00Z", "--out", _folder.Path, "--trace", path, "--force", "--json");

        Assert.True(code is ExitCode.Success, _shell.Output + _shell.Error);
        var trace = new ReadTrace(path);
        using var document = JsonDocument.Parse(_shell.Output);
        var lines = document.RootElement.GetProperty("runs").EnumerateArray()
            .SelectMany(run => run.GetProperty("lines").EnumerateArray())
            .Where(line => line.TryGetProperty("event_id", out _))
            .ToList();
        Assert.Equal(12, lines.Count);
        Assert.All(lines, line => AssertTraced(line, trace));
        // Beside the events' traces there are those of the ticks.
        Assert.Equal(15, trace.Slices.Select(slice => slice.Arg("trace_id")).OfType<string>().Distinct().Count());
    }

    [Fact]
    public async Task A_file_that_is_there_is_refused_before_anything_starts()
    {
        var path = _folder.Add("trace.json", "an older one");

        var code = await _shell.RunAsync("run", "--out", Path.Combine(_folder.Path, "out"), "--trace", path);

        Assert.Equal(ExitCode.BadArguments, code);
        Assert.Contains(
            $"--trace: found '{path}', which is there already; allowed: a new file, or --force to replace it.",
            _shell.Error,
            StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "out")));
        Assert.Equal("an older one", await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task Where_it_cannot_be_written_the_results_are_there_all_the_same()
    {
        var file = _folder.Add("env.A.yaml", EnvFiles.ScenarioA);
        var path = Path.Combine(file, "trace.json");

        var code = await _shell.RunAsync(
            "run", "--env-file", file, "--hour", "2026-01-20T13:00Z", "--minutes", "0..1", "--out", _folder.Path, "--trace", path);

        Assert.Equal(ExitCode.BadArguments, code);
        Assert.Contains($"--trace: {path} cannot be written", _shell.Error, StringComparison.Ordinal);
        Assert.Contains("1 of 1 events have their line: 1 dry_run", _shell.Output, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }

    private static void AssertTraced(JsonElement line, ReadTrace trace)
    {
        var (scenario, eventId) = (Member("scenario"), Member("event_id"));
        var root = TraceContext.Of(ScenarioName.Find(scenario)!.Value, Member("run_id"), eventId);
        Assert.Equal(Member("trace_id"), root.TraceId);
        var spans = trace.Slices.Where(slice => slice.Arg("trace_id") == root.TraceId).ToList();
        Assert.All(spans, span => Assert.Equal(eventId, span.Arg("loadgen.event_id")));

        // Connected: the one that has no parent among them is the root that anybody can compute.
        var ids = spans.Select(span => span.Arg("span_id")).ToHashSet();
        Assert.Equal(spans.Count, ids.Count);
        var orphan = Assert.Single(spans, span => !ids.Contains(span.Arg("parent_span_id")));
        Assert.Equal(root.SpanId, orphan.Arg("span_id"));

        // In the order in which they began.
        var ways = spans.OrderBy(span => span.Start).Select(span => span.ToString()).ToList();
        Assert.Equal(
            [$"planner-{scenario} publish", $"invoker-{scenario} hold", $"invoker-{scenario} claim", $"invoker-{scenario} call"],
            ways[..4]);
        Assert.Contains($"invoker-{scenario} store", ways[5..]);
        // The dispatcher sends this one on at once; it has sent the others off to be called later, and answered.
        string[] target = scenario is not "C" ? [$"{TargetOf(Member("function_id"))} serve"]
            : Member("function_id") is "api_health_check" ? ["dispatcher serve", "dispatcher forward", "health serve"]
            : ["dispatcher serve"];
        Assert.Equal(target, ways[4..^1]);

        Assert.Equal(
            [$"planner-{scenario} plan → {ways[0]}", $"{ways[0]} → {ways[1]}", $"{ways[3]} → {ways[4]}"],
            trace.Arrows.Where(arrow => spans.Contains(arrow.To)).Select(arrow => arrow.ToString()).Take(3));
        var sent = Member(scenario is "C" ? "dispatcher_sent_time_utc" : "sent_time_utc");
        Assert.Equal(sent, spans.Single(span => span.Name is "call").Arg("start"));

        string Member(string name) => line.GetProperty(name).GetString()!;
    }

    private static string TargetOf(string function) => function.Split('_')[function.StartsWith("api", StringComparison.Ordinal) ? 1 : 0];
}
