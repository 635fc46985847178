using System.Text.Json;

namespace Loadgen.Cli.Tests.Commands;

public sealed class PlanCommandTests : IDisposable
{
    private const string ScenarioC = """
        EXPERIMENT_ID: experiment-2026-01-15
        SCENARIO: C
        IMAGE_GCS_URI: gs://inputs/image.png
        VIDEO_GCS_URI: gs://inputs/video.mp4
        DISPATCHER_URL: https://dispatcher.example/

        """;

    private readonly TemporaryFolder _folder = new();
    private readonly TestShell _shell = new();
    private readonly string _envFile;

    public PlanCommandTests() => _envFile = _folder.Add("env.A.yaml", EnvFiles.ScenarioA);

    [Fact]
    public async Task The_table_has_READMEs_example()
    {
        Assert.Equal(ExitCode.Success, await _shell.RunAsync("plan", "--env-file", _envFile));

        var lines = _shell.Output.TrimEnd().Split('\n');
        Assert.Equal(
            "2026-01-20T13:00:00Z · experiment experiment-2026-01-15 · scenario A · jitter up to 15 s · dry run",
            lines[0].TrimEnd());
        Assert.Equal(
            [
                """api_health_check:01 13:00:04.501Z us-east1 (fixed_region) https://health.example/ {"check":"ping"}""",
                """crypto_key_gen:01 13:01:04.356Z us-east1 (fixed_region) https://crypto.example/ {"bits":4096}""",
                "image_format_converter:01 13:04:03.002Z us-east1 (fixed_region) https://image.example/ "
                    + """{"gcs_uri":"gs://inputs/image.png","format":"WEBP","quality":85}""",
                "video_transcoder:01 13:08:14.882Z us-east1 (fixed_region) https://video.example/ "
                    + """{"gcs_uri":"gs://inputs/clips/video.mp4","passes":2}""",
            ],
            lines.Skip(2).Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
    }

    [Fact]
    public async Task The_JSON_is_one_array_of_all_events()
    {
        Assert.Equal(ExitCode.Success, await _shell.RunAsync("plan", "--env-file", _envFile, "--json"));

        using var document = JsonDocument.Parse(_shell.Output);
        var events = document.RootElement.EnumerateArray().ToList();
        Assert.Equal(4, events.Count);
        Assert.All(events, planned => Assert.Equal(
            [
                "experiment_id", "scenario", "event_id", "function_id", "invocation_index", "scheduled_time_utc",
                "region", "url", "deadline", "payload",
            ],
            planned.EnumerateObject().Select(member => member.Name)));
        Assert.Equal(
            """{"bits":4096,"experiment_id":"experiment-2026-01-15","scenario":"A","event_id":"experiment-2026-01-15:"""
                + """2026-01-20T13:00:00Z:crypto_key_gen:01","trace_hour":"2026-01-20T13:00:00Z"}""",
            JsonSerializer.Serialize(events[1].GetProperty("payload")));
        Assert.Equal("us-east1", events[1].GetProperty("region").GetString());
        Assert.Equal("https://crypto.example/", events[1].GetProperty("url").GetString());
        Assert.Equal(JsonValueKind.Null, events[1].GetProperty("deadline").ValueKind);
        Assert.Equal("2026-01-20T13:08:14.882Z", events[3].GetProperty("scheduled_time_utc").GetString());
    }

    [Fact]
    public async Task Several_files_are_shown_one_after_the_other()
    {
        var other = _folder.Add("env.C.yaml", ScenarioC);

        Assert.Equal(ExitCode.Success, await _shell.RunAsync("plan", "--env-file", _envFile, "--env-file", other));

        var headings = _shell.Output.Split('\n').Where(line => line.Contains("· scenario", StringComparison.Ordinal)).ToList();
        Assert.Equal(["A", "C"], headings.Select(line => line.Split("scenario ")[1][..1]));
        Assert.Equal(4, _shell.Output.Split("https://dispatcher.example/").Length - 1);
    }

    [Fact]
    public async Task Several_files_are_one_array_of_JSON()
    {
        var other = _folder.Add("env.C.yaml", ScenarioC);

        Assert.Equal(ExitCode.Success, await _shell.RunAsync("plan", "--env-file", _envFile, "--env-file", other, "--json"));

        using var document = JsonDocument.Parse(_shell.Output);
        var events = document.RootElement.EnumerateArray().ToList();
        Assert.Equal("AAAACCCC", string.Concat(events.Select(planned => planned.GetProperty("scenario").GetString())));
        var dispatched = events[^1];
        Assert.Equal(JsonValueKind.Null, dispatched.GetProperty("region").ValueKind);
        Assert.Equal("https://dispatcher.example/", dispatched.GetProperty("url").GetString());
        Assert.Equal("2026-01-21T11:00:00Z", dispatched.GetProperty("deadline").GetString());
    }

    [Fact]
    public async Task A_file_without_a_scenario_is_planned_for_those_that_are_named()
    {
        var file = _folder.Add("env.yaml", ScenarioC.Replace("SCENARIO: C", "FIXED_REGION: us-east1", StringComparison.Ordinal)
            + EnvFiles.ScenarioA[EnvFiles.ScenarioA.IndexOf("FUNCTION_URLS_JSON", StringComparison.Ordinal)..]);

        Assert.Equal(ExitCode.Success, await _shell.RunAsync("plan", "--env-file", file, "--scenario", "all"));

        Assert.Equal(4, _shell.Output.Split("· scenario").Length);
    }

    [Fact]
    public async Task Another_scenario_than_the_files_is_refused()
    {
        Assert.Equal(ExitCode.BadArguments, await _shell.RunAsync("plan", "--env-file", _envFile, "--scenario", "B"));

        Assert.Empty(_shell.Output);
        Assert.StartsWith($"loadgen: --scenario: found B, and {_envFile}:2 has SCENARIO A;", _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_that_is_never_called_is_a_warning_and_no_error()
    {
        var file = _folder.Add("env.yaml", EnvFiles.ScenarioA.Replace("  {\n", "  {\n    \"spare\": {},\n", StringComparison.Ordinal));

        Assert.Equal(ExitCode.Success, await _shell.RunAsync("plan", "--env-file", file, "--json"));

        Assert.Equal(
            $"loadgen: warning: {file}:8: FUNCTION_URLS_JSON has 'spare', which the workload never calls.\n", _shell.Error);
    }

    [Theory]
    [InlineData(120, 1)]
    [InlineData(80, 2)]
    public async Task What_a_narrow_terminal_has_no_room_for_stands_below_the_event_and_is_never_broken(int width, int below)
    {
        using var shell = new TestShell(width);

        Assert.Equal(ExitCode.Success, await shell.RunAsync("plan", "--env-file", _envFile));

        var lines = shell.Output.TrimEnd().Split('\n');
        var image = Array.FindIndex(lines, line => line.StartsWith("image_format_converter:01", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.True(line.Length <= width, line));
        Assert.Equal(
            """  {"gcs_uri":"gs://inputs/image.png","format":"WEBP","quality":85}""", lines[image + below]);
        Assert.EndsWith("https://image.example/", lines[image + below - 1], StringComparison.Ordinal);
        Assert.StartsWith("video_transcoder:01", lines[image + below + 1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_hour_of_many_events_is_shown_function_by_function_and_whole_where_that_is_asked_for()
    {
        var workload = _folder.Add("dense.yaml", WorkloadFiles.Dense(functions: 50, each: 3));
        var env = _folder.Add("env.yaml", EnvFiles.ScenarioA.Replace(
            "  {\n", "  {\n    \"any\": {\"us-east1\": \"https://any.example/\"},\n", StringComparison.Ordinal));
        string[] plan = ["plan", "--env-file", env, "--workload", workload];

        Assert.Equal(ExitCode.Success, await _shell.RunAsync(plan));

        var lines = _shell.Output.TrimEnd().Split('\n');
        Assert.Equal(2 + 40 + 2, lines.Length);
        Assert.Matches("^f001-x+…x+ +3 +13:00:00 +13:00:40 +us-east1 .*https://any.example/", lines[2]);
        Assert.Equal("… and 10 functions with 30 events", lines[^2]);
        Assert.Equal("150 events of 50 functions. --all lists each event, --json for programs.", lines[^1]);

        using var whole = new TestShell();
        Assert.Equal(ExitCode.Success, await whole.RunAsync([.. plan, "--all"]));
        Assert.Equal(2 + 150, whole.Output.TrimEnd().Split('\n').Length);

        using var json = new TestShell();
        Assert.Equal(ExitCode.Success, await json.RunAsync([.. plan, "--json"]));
        Assert.Equal(150, JsonElement.Parse(json.Output).GetArrayLength());
    }

    [Fact]
    public async Task An_hour_without_events_is_said_to_have_none_and_which_of_the_workloads_it_is()
    {
        var workload = _folder.Add("late.yaml", """
            workload: 1
            name: late
            functions:
              crypto_key_gen: { schedule: { at: ["01:00:00"] } }
            """);

        var code = await _shell.RunAsync("plan", "--env-file", _envFile, "--workload", workload, "--hour", "2026-01-20T12:00Z");

        Assert.Equal(ExitCode.Success, code);
        Assert.EndsWith("· dry run · late, hour 0 of 0..1\nno events\n", _shell.Output, StringComparison.Ordinal);
    }

    public static TheoryData<string?, string?, string, string> Hours => new()
    {
        { null, null, "2026-01-20T13:00:00Z", "nobody names an hour" },
        { "2026-03-01T07:59Z", null, "2026-03-01T07:00:00Z", "the option, cut to the hour" },
        { "2026-03-01T07:59", null, "2026-03-01T07:00:00Z", "without an offset it is UTC" },
        { "2026-03-01T07:30:00+05:30", null, "2026-03-01T02:00:00Z", "half an hour of offset" },
        { null, "2026-05-05T05:05:05Z", "2026-05-05T05:00:00Z", "the configuration's hour" },
        { "2026-03-01T07Z", "2026-05-05T05Z", "2026-03-01T07:00:00Z", "the option wins" },
    };

    [Theory]
    [MemberData(nameof(Hours))]
    public async Task The_hour_is_the_options_or_the_configurations_or_the_default(
        string? option, string? variable, string expected, string reason)
    {
        var file = _folder.Add("env.yaml", $"{EnvFiles.ScenarioA}\nTRACE_HOUR_UTC: \"{variable}\"\n");
        string[] hour = option is null ? [] : ["--hour", option];

        var code = await _shell.RunAsync(["plan", "--env-file", file, .. hour]);

        Assert.Equal(ExitCode.Success, code);
        Assert.True(_shell.Output.StartsWith(expected, StringComparison.Ordinal), $"{reason}: {_shell.Output}");
    }

    [Fact]
    public async Task Without_a_file_the_environment_counts()
    {
        _shell.Variables["EXPERIMENT_ID"] = "from-the-environment";
        _shell.Variables["SCENARIO"] = "c";
        _shell.Variables["IMAGE_GCS_URI"] = "gs://inputs/image.png";
        _shell.Variables["VIDEO_GCS_URI"] = "gs://inputs/video.mp4";
        _shell.Variables["DISPATCHER_URL"] = "https://dispatcher.example/dispatch?key=secret";

        Assert.Equal(ExitCode.Success, await _shell.RunAsync("plan"));

        Assert.Contains("experiment from-the-environment · scenario C", _shell.Output, StringComparison.Ordinal);
        Assert.Contains("2026-01-21T11:00:00Z  https://dispatcher.example/dispatch?key=…", _shell.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", _shell.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(16_000, null)]
    [InlineData(20_000, "loadgen: warning: up to 3,667 messages are in flight at once, with LEAD_S 10 and calls of 1 s; ")]
    public async Task More_at_once_than_Pub_Sub_keeps_in_flight_is_a_warning(int perMinute, string? warning)
    {
        var workload = _folder.Add("dense.yaml", $$"""
            workload: 1
            name: dense
            functions: { crypto_key_gen: { schedule: { per_minute: [{{perMinute}}], arrival: equidistant } } }
            """);

        Assert.Equal(ExitCode.Success, await _shell.RunAsync("plan", "--env-file", _envFile, "--workload", workload));

        Assert.Contains(warning ?? "", _shell.Error, StringComparison.Ordinal);
        Assert.Equal(warning is not null, _shell.Error.Contains("in flight", StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_problems_of_the_configuration_are_listed_at_once()
    {
        Assert.Equal(ExitCode.BadArguments, await _shell.RunAsync("plan"));

        Assert.Empty(_shell.Output);
        Assert.StartsWith("loadgen: the configuration from the environment has ", _shell.Error, StringComparison.Ordinal);
        Assert.All(
            new[] { "EXPERIMENT_ID", "SCENARIO", "IMAGE_GCS_URI", "VIDEO_GCS_URI" },
            name => Assert.Contains($"\n  {name}: found nothing; allowed: ", _shell.Error, StringComparison.Ordinal));
    }

    // Terraform's build asks `loadgen plan` before it applies: what would keep a function from starting must be refused here.
    [Theory]
    [InlineData("LEAD_S", "the planner's")]
    [InlineData("LOADGEN_REGION", "the invoker's")]
    public async Task A_functions_own_variable_is_judged_as_its_start_judges_it(string variable, string whose)
    {
        var file = _folder.Add("env.yaml", $"{EnvFiles.ScenarioA}\n{variable}: \"-\\t1\"\n");

        Assert.Equal(ExitCode.BadArguments, await _shell.RunAsync("plan", "--env-file", file));

        Assert.True(_shell.Error.Contains($"{variable}: found '-", StringComparison.Ordinal), $"{whose}: {_shell.Error}");
    }

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }
}
