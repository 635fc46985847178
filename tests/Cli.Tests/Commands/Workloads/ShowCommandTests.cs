using System.Text.Json;
using System.Xml.Linq;
using Loadgen.Workloads.Files;

namespace Loadgen.Cli.Tests.Commands.Workloads;

public sealed class ShowCommandTests : IDisposable
{
    private const string Day = """
        workload: 1
        name: a day
        starts: "2026-01-20T00:00:00Z"
        functions:
          trace: { target: crypto_key_gen, schedule: { per_minute: [3, 0, 1], arrival: equidistant } }
          ping: { schedule: { count: 2, minute: 5 } }
          nightly: { payload: { gcs_uri: "${VIDEO_GCS_URI}" }, accelerator: gpu, delayable: false, schedule: { at: ["23:00:00"] } }

        """;

    private readonly TemporaryFolder _folder = new();
    private readonly TestShell _shell = new(width: 80);

    [Fact]
    public async Task A_person_sees_size_hours_peaks_cost_and_functions()
    {
        Assert.Equal(ExitCode.Success, await _shell.RunAsync("workload", "show", _folder.Add("day.yaml", Day)));

        Assert.Empty(_shell.Error);
        Assert.Equal(
            """
            a day: 3 functions, 24 hours, 53 calls
            Hour 0 is 2026-01-20T00:00:00Z, and every 24 hours before and after.

            calls of each hour: ▁ none, █ 6
            █▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▅

            busiest hour    00:00     6 calls
            busiest minute  00:00     3 calls
            busiest second  00:00:00  1 call, in the experiment 'example'
            an hour costs   $0.0064 on the average, $0.0074 at most
                            a scenario, with LEAD_S 10 and calls of 1 s,
                            by list prices in us-east1, before free tiers, without the targets

            calls   share  most an hour  function  schedule                 target
               48  90.6 %             2  ping      count 2, minute 5        ping
                4   7.5 %             4  trace     per_minute, equidistant  crypto_key_gen
                1   1.9 %             1  nightly   at, 1 moment             nightly

            """,
            string.Join('\n', _shell.Output.Split('\n').Select(line => line.TrimEnd())));
        Assert.All(_shell.Output.Split('\n'), line => Assert.True(line.Length <= 82, line));
    }

    [Fact]
    public async Task A_program_gets_all_of_it()
    {
        Assert.Equal(ExitCode.Success, await _shell.RunAsync("workload", "show", _folder.Add("day.yaml", Day), "--json", "--latency", "2"));

        using var document = JsonDocument.Parse(_shell.Output);
        var root = document.RootElement;
        Assert.Equal(
            [
                "name", "starts", "hours", "calls", "calls_per_hour", "busiest_hour", "busiest_minute", "busiest_second",
                "peak_events_per_second", "usd_an_hour", "warning", "functions",
            ],
            root.EnumerateObject().Select(member => member.Name));
        Assert.Equal(
            """["a day","2026-01-20T00:00:00Z",24,53]""",
            JsonSerializer.Serialize(root.EnumerateObject().Take(4).Select(member => member.Value)));
        Assert.Equal(24, root.GetProperty("calls_per_hour").GetArrayLength());
        Assert.Equal("""{"start_s":0,"calls":3}""", JsonSerializer.Serialize(root.GetProperty("busiest_minute")));
        Assert.Equal(2, root.GetProperty("usd_an_hour").GetProperty("latency_s").GetDouble());
        Assert.Equal(
            """{"id":"nightly","calls":1,"share":0.018867924528301886,"most_an_hour":1,"schedule":"at, 1 moment","""
                + """ "target":"nightly","accelerator":"gpu","delayable":false}""".TrimStart(),
            JsonSerializer.Serialize(root.GetProperty("functions")[2]));
        var cost = root.GetProperty("usd_an_hour").GetProperty("most");
        Assert.Equal(
            cost.GetProperty("all").GetDouble(),
            cost.EnumerateObject().Skip(1).Sum(part => part.Value.GetDouble()),
            tolerance: 1e-12);
    }

    [Theory]
    [InlineData(false, 20)]
    [InlineData(true, 25)]
    public async Task The_busiest_functions_are_shown_and_how_many_more_there_are(bool all, int expected)
    {
        var functions = string.Concat(Enumerable.Range(1, 25).Select(i => $"  f{i:D2}: {{ schedule: {{ count: {i} }} }}\n"));
        var file = _folder.Add("many.yaml", $"workload: 1\nname: many\nfunctions:\n{functions}");

        Assert.Equal(ExitCode.Success, await _shell.RunAsync(["workload", "show", file, .. all ? ["--all"] : Array.Empty<string>()]));

        var lines = _shell.Output.Split('\n');
        Assert.Equal(expected, lines.Count(line => line.Contains("count ", StringComparison.Ordinal)));
        Assert.Equal(!all, lines.Contains("and 5 more with 4.6 % of the calls: --all"));
    }

    [Fact]
    public async Task The_built_in_file_is_printed_byte_for_byte()
    {
        Assert.Equal(ExitCode.Success, await _shell.RunAsync("workload", "show", "--default"));

        Assert.Equal(BuiltInWorkload.Text, _shell.Output);
    }

    [Fact]
    public async Task The_built_in_file_can_be_shown_without_any_variable()
    {
        var file = _folder.Add("default.yaml", BuiltInWorkload.Text);

        Assert.Equal(ExitCode.Success, await _shell.RunAsync("workload", "show", file));

        Assert.StartsWith("built-in: 4 functions, 1 hour, 4 calls", _shell.Output, StringComparison.Ordinal);
        Assert.Contains("\ncalls of each minute: ▁ none, █ 1\n██▁▁█▁▁▁█▁", _shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_is_written_and_its_place_told()
    {
        var page = _folder.Add("day.html", "an older one");

        Assert.Equal(ExitCode.Success, await _shell.RunAsync("workload", "show", _folder.Add("day.yaml", Day), "--html", page));

        Assert.EndsWith($"\nwritten: {page}\n", _shell.Output, StringComparison.Ordinal);
        Assert.Equal("a day", XDocument.Load(page).Descendants("h1").Single().Value);
    }

    [Fact]
    public async Task What_Terraform_is_to_be_told_of_a_dense_one_is_told()
    {
        var file = _folder.Add(
            "dense.yaml", "workload: 1\nname: dense\nfunctions: { f: { schedule: { per_minute: [6000], arrival: equidistant } } }\n");

        Assert.Equal(ExitCode.Success, await _shell.RunAsync("workload", "show", file));

        Assert.Contains(
            "\n                deployed by Terraform for peak_events_per_second = 100,\n", _shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_at_once_is_a_warning()
    {
        var file = _folder.Add("dense.yaml", "workload: 1\nname: dense\nfunctions: { f: { schedule: { per_minute: [20000] } } }\n");

        Assert.Equal(ExitCode.Success, await _shell.RunAsync("workload", "show", file, "--json"));

        Assert.StartsWith("loadgen: warning: up to 3,", _shell.Error, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(_shell.Output);
        Assert.StartsWith("up to 3,", document.RootElement.GetProperty("warning").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_file_is_told_at_once()
    {
        var file = _folder.Add("wrong.yaml", "workload: 1\nname: wrong\nfunctions:\n  f: { schedule: { count: 0 } }\n  g: { speed: 1 }\n");

        Assert.Equal(ExitCode.BadArguments, await _shell.RunAsync("workload", "show", file));

        Assert.Empty(_shell.Output);
        Assert.StartsWith(
            $"loadgen: the workload cannot be used as it is:\n  {file}:4: functions.f.schedule.count: found '0'; allowed: ",
            _shell.Error,
            StringComparison.Ordinal);
        Assert.Contains($"\n  {file}:5: functions.g", _shell.Error, StringComparison.Ordinal);
    }

    public static TheoryData<string[], string, string> Mistakes => new()
    {
        { [], "FILE: found nothing; allowed: one path or gs://bucket/object, or --default", "nothing to show" },
        { ["a.yaml", "b.yaml"], "FILE: found 'a.yaml' and 'b.yaml'; allowed: one path or gs://bucket/object, or --default", "two files" },
        { ["a.yaml", "--default"], "--default: found 'a.yaml' beside it; allowed: --default alone, or FILE", "both" },
        { ["--default", "--json"], "--default: found --json beside it; allowed: --default alone, or FILE", "the file has one form" },
        { ["a.yaml", "--html", "a.yaml"], "--html: found 'a.yaml'; allowed: a file's name that ends in .html", "would be written over" },
        { ["a.yaml", "--latency", "-1"], "--latency: found '-1'; allowed: seconds, 0–480", "out of range" },
        {
            ["/nowhere.yaml"],
            "the workload cannot be used as it is:\n  FILE: The workload /nowhere.yaml cannot be read: there is no such file.",
            "no file"
        },
        { ["a.yaml", "--jsn"], "workload show: found '--jsn', which is no option of it", "unknown" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_wrong_argument_is_refused(string[] args, string expected, string reason)
    {
        Assert.Equal(ExitCode.BadArguments, await _shell.RunAsync(["workload", "show", .. args]));

        Assert.True(_shell.Error.StartsWith($"loadgen: {expected}", StringComparison.Ordinal), $"{reason}: {_shell.Error}");
        Assert.Empty(_shell.Output);
    }

    [Fact]
    public async Task A_page_that_cannot_be_written_is_told()
    {
        var page = Path.Combine(_folder.Path, "nowhere", "day.html");

        Assert.Equal(
            ExitCode.BadArguments, await _shell.RunAsync("workload", "show", _folder.Add("day.yaml", Day), "--html", page));

        Assert.StartsWith($"loadgen: --html: {page} cannot be written: ", _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_schema_is_printed_as_it_is()
    {
        Assert.Equal(ExitCode.Success, await _shell.RunAsync("workload", "schema"));

        Assert.Equal(WorkloadSchema.Text, _shell.Output);
        using var document = JsonDocument.Parse(_shell.Output);
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", document.RootElement.GetProperty("$schema").GetString());
    }

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }
}
