using System.Text.Json;
using Google.Cloud.Storage.V1;
using Loadgen.Cloud.Storage;
using Loadgen.Emulation.Storage;

namespace Loadgen.Cli.Tests.Local;

/// <summary>Workloads of an operator's own, by the functions that are deployed.</summary>
[Collection(nameof(WholeMachine))]
public sealed class WorkloadRehearsalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestShell _shell = new() { Time = TimeProvider.System };

    // Hours are counted from 1970 on: of two, an even hour of the day is the first.
    [Theory]
    [InlineData("2026-01-20T12:00Z", null, "counted*2 exact*1 traced*4", "the first hour")]
    [InlineData("2026-01-20T13:00Z", null, "counted*2 exact*3", "the second hour: what has ended is silent, what is counted goes on")]
    [InlineData("2026-01-20T12:00Z", "0..2", "counted*1 exact*1 traced*3", "a part of the first hour")]
    [InlineData("2026-01-20T13:00Z", "3..4", "exact*1", "a part of the second hour")]
    public async Task Each_hour_of_a_file_is_rehearsed_with_samples_for_every_target(
        string hour, string? minutes, string expected, string reason)
    {
        var file = _folder.Add("mix.yaml", WorkloadFiles.ThreeForms);
        string[] part = minutes is null ? [] : ["--minutes", minutes];

        var code = await _shell.RunAsync(["run", "--workload", file, "--hour", hour, .. part, "--out", _folder.Path, "--json"]);

        Assert.True(code is ExitCode.Success, $"{reason}: {_shell.Output}{_shell.Error}");
        using var document = JsonDocument.Parse(_shell.Output);
        var runs = document.RootElement.GetProperty("runs").EnumerateArray().ToList();
        Assert.Equal(3, runs.Count);
        Assert.All(runs, run => Assert.Equal((expected, reason), (Summary(run), reason)));
        Assert.All(runs, run => Assert.Equal("three forms", run.GetProperty("lines")[0].GetProperty("workload_name").GetString()));

        // From what the runs keep alone.
        File.Delete(file);
        using var verifying = new TestShell();
        Assert.True(await verifying.RunAsync("verify", _folder.Path) is ExitCode.Success, verifying.Output + verifying.Error);
    }

    [Fact]
    public async Task An_hour_in_which_nobody_is_called_is_rehearsed_and_named()
    {
        var file = _folder.Add("mix.yaml", WorkloadFiles.ThreeForms);

        var code = await _shell.RunAsync(
            "run", "--workload", file, "--hour", "2026-01-20T13:00Z", "--minutes", "10..20", "--out", _folder.Path);

        Assert.True(code is ExitCode.Success, _shell.Output + _shell.Error);
        Assert.Contains(
            "tick published for 2026-01-20T13:00:00Z; three forms, hour 1 of 0..1; no events\n", _shell.Output, StringComparison.Ordinal);
        Assert.Contains("\n2026-01-20T13:00:00Z · three forms, hour 1 of 0..1; ", _shell.Output, StringComparison.Ordinal);
        Assert.Contains("0 of 0 events have their line.", _shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_samples_are_called_by_the_names_of_the_targets()
    {
        var file = _folder.Add("mix.yaml", WorkloadFiles.ThreeForms);

        await _shell.RunAsync(
            ["run", "--workload", file, "--hour", "2026-01-20T12:00Z", "--minutes", "0..2", "--scenario", "A", "--out", _folder.Path,
                "--json"]);

        using var document = JsonDocument.Parse(_shell.Output);
        var answers = document.RootElement.GetProperty("runs")[0].GetProperty("lines").EnumerateArray()
            .Where(line => line.TryGetProperty("event_id", out _))
            .ToLookup(
                line => line.GetProperty("function_id").GetString()!,
                line => line.GetProperty("invoke").GetProperty("response_json").GetProperty("function_id").GetString());
        Assert.All(answers["counted"], name => Assert.Equal("counted", name));
        Assert.All(answers["traced"], name => Assert.Equal("crypto_key_gen", name));
        Assert.All(answers["exact"], name => Assert.Equal("..", name));
    }

    [Fact]
    public async Task A_broken_file_is_refused_with_all_its_lines_before_anything_starts()
    {
        var file = _folder.Add("broken.yaml", WorkloadFiles.ThreeForms
            .Replace("count: 2", "count: 0", StringComparison.Ordinal)
            .Replace("target: ..", "target: a/b", StringComparison.Ordinal));
        var results = Path.Combine(_folder.Path, "out");

        Assert.Equal(ExitCode.BadArguments, await _shell.RunAsync("run", "--workload", file, "--out", results));

        Assert.Equal(
            [
                "loadgen: the workload cannot be used as it is:",
                $"  {file}:7: functions.counted.schedule.count: found '0'; allowed: 1 to 1000000",
                $"  {file}:13: functions.exact.target: found 'a/b'; allowed: 1–128 of letters, digits, . _ -",
            ],
            _shell.Error.TrimEnd().Split('\n'));
        Assert.False(Directory.Exists(results));
    }

    [Fact]
    public async Task What_the_env_files_cannot_route_is_refused_with_the_places_of_both_kinds()
    {
        var good = _folder.Add("mix.yaml", WorkloadFiles.ThreeForms);
        var env = _folder.Add("env.A.yaml", EnvFiles.ScenarioA + "\nWORKLOAD_URI: nowhere.yaml\n");
        var named = _folder.Add("env.B.yaml", EnvFiles.ScenarioA
            .Replace("SCENARIO: \"A\"", "SCENARIO: B", StringComparison.Ordinal) + $"\nWORKLOAD_URI: {Path.GetFileName(good)}\n");

        Assert.Equal(ExitCode.BadArguments, await _shell.RunAsync("plan", "--env-file", env, "--env-file", named));

        Assert.Equal(
            [
                "loadgen: the workload cannot be used as it is:",
                $"  {env}:15: WORKLOAD_URI: The workload {Path.Combine(_folder.Path, "nowhere.yaml")} cannot be read: "
                    + "there is no such file.",
                $"  {named}:8: FUNCTION_URLS_JSON: found no function 'counted'; allowed: every target of the workload",
                $"  {named}:8: FUNCTION_URLS_JSON: found no function '..'; allowed: every target of the workload",
            ],
            _shell.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_path_in_an_env_file_begins_at_its_folder_and_the_option_wins_over_it()
    {
        _folder.Add("files/own.yaml", OneCall("own"));
        var option = _folder.Add("option.yaml", OneCall("option"));
        var env = _folder.Add("files/env.A.yaml", EnvFiles.ScenarioA + "\nWORKLOAD_URI: own.yaml\n");
        string[] run = ["run", "--env-file", env, "--hour", "2026-01-20T12:00Z", "--out", _folder.Path, "--json"];

        Assert.Equal("own", await WorkloadOfAsync(run));
        Assert.Equal("option", await WorkloadOfAsync([.. run, "--workload", option]));
    }

    [Fact]
    public async Task A_workload_of_ones_own_needs_no_inputs_that_it_does_not_name()
    {
        var file = _folder.Add("mix.yaml", OneCall("no media"));
        var env = _folder.Add("env.A.yaml", string.Join('\n', EnvFiles.ScenarioA.Split('\n')
            .Where(line => !line.Contains("_GCS_URI", StringComparison.Ordinal))));

        Assert.Equal(ExitCode.Success, await _shell.RunAsync("plan", "--env-file", env, "--workload", file));
    }

    [Fact]
    public async Task An_object_is_read_from_the_operators_storage_and_by_the_rehearsals_own_planner()
    {
        await using var storage = await StorageServer.StartAsync(new() { Random = new Random(0) });
        storage.EnsureBucket("workloads");
        _shell.Variables["STORAGE_EMULATOR_HOST"] = storage.BaseUri.AbsoluteUri;
        using var client = StorageClients.For(storage.BaseUri.AbsoluteUri).Build();
        var generation = await UploadAsync(client, OneCall("object"));
        string[] run = ["run", "--scenario", "A", "--hour", "2026-01-20T12:00Z", "--out", _folder.Path, "--json", "--workload"];

        Assert.Equal("object", await WorkloadOfAsync([.. run, "gs://workloads/a/mix.yaml"]));
        Assert.Equal("object", await WorkloadOfAsync([.. run, $"gs://workloads/a/mix.yaml#{generation}"]));
    }

    [Fact]
    public async Task Of_many_events_functions_are_shown_and_events_are_told_of_once_a_minute()
    {
        var file = _folder.Add("dense.yaml", WorkloadFiles.Dense(functions: 25, each: 5));
        using var shell = new TestShell(width: 80) { Time = TimeProvider.System };

        var code = await shell.RunAsync(
            "run", "--workload", file, "--hour", "2026-01-20T12:00Z", "--scenario", "A", "--out", _folder.Path);

        Assert.True(code is ExitCode.Success, shell.Output + shell.Error);
        Assert.Contains("125 of 125 done, 0 in flight: 125 ok", shell.Output, StringComparison.Ordinal);
        var rows = shell.Output.Split('\n').Where(line => line.StartsWith("A  ", StringComparison.Ordinal)
            || line.StartsWith("A f", StringComparison.Ordinal) || line.StartsWith("A 6", StringComparison.Ordinal)).ToList();
        Assert.Equal(20, rows.Count);
        Assert.StartsWith("A f001-xxxxxxx…xxxxxxxxxxx      5  5 ", rows[0], StringComparison.Ordinal);
        Assert.StartsWith("A 6 other functions            30 30 ", rows[^1], StringComparison.Ordinal);
        Assert.All(rows, row => Assert.True(row.Length <= 80, row));
        Assert.DoesNotContain(": calling", shell.Output, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }

    /// <summary>One call of a function that the env files map.</summary>
    private static string OneCall(string name) => $$"""
        workload: 1
        name: {{name}}
        functions:
          crypto_key_gen: { payload: { bits: 1024 }, schedule: { at: ["00:10"] } }
        """;

    private static async Task<long?> UploadAsync(StorageClient client, string text)
    {
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        return (await client.UploadObjectAsync("workloads", "a/mix.yaml", "application/yaml", content)).Generation;
    }

    /// <summary>The workload that a rehearsal was planned from.</summary>
    private static async Task<string?> WorkloadOfAsync(TestShell shell, string[] arguments)
    {
        Assert.True(await shell.RunAsync(arguments) is ExitCode.Success, shell.Output + shell.Error);
        using var document = JsonDocument.Parse(shell.Output);
        return document.RootElement.GetProperty("runs")[0].GetProperty("lines")[0].GetProperty("workload_name").GetString();
    }

    private async Task<string?> WorkloadOfAsync(string[] arguments)
    {
        using var shell = new TestShell { Time = TimeProvider.System };
        foreach (var (name, value) in _shell.Variables)
            shell.Variables[name] = value;
        return await WorkloadOfAsync(shell, arguments);
    }

    private static string Summary(JsonElement run) => string.Join(' ', run.GetProperty("lines").EnumerateArray()
        .Where(line => line.TryGetProperty("event_id", out _))
        .CountBy(line => line.GetProperty("function_id").GetString()!)
        .OrderBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => $"{pair.Key}*{pair.Value}"));
}
