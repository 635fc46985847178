using System.Text.Json;
using Loadgen.Workloads;
using Loadgen.Workloads.Files;
using Loadgen.Workloads.Schedules;

namespace Loadgen.Cli.Tests.Commands;

public sealed class ImportCommandTests : IDisposable
{
    private const string Trace = "HashFunction,540,541,542\naaaaaaaaaaaa1111,1,20,300\nbbbbbbbbbbbb2222,4,5,6\ncccccccccccc3333,0,0,1\n";

    private readonly TemporaryFolder _folder = new();
    private readonly TestShell _shell = new();
    private readonly string _trace;
    private readonly string _out;

    public ImportCommandTests()
    {
        _trace = _folder.Add("d01.csv", Trace);
        _out = Path.Combine(_folder.Path, "new", "workload.yaml");
    }

    public static TheoryData<string, int[][], string> Options => new()
    {
        { "", [[1, 20, 300], [4, 5, 6], [0, 0, 1]], "all of it" },
        { "--minutes 1..2", [[20, 300], [5, 6], [0, 1]], "some minutes, both ends included" },
        { "--functions 1", [[1, 20, 300]], "the busiest function" },
        { "--functions 1 --sample BUSIEST", [[1, 20, 300]], "in any case" },
        { "--functions 2 --sample stratified --seed 1", [[1, 20, 300], [0, 0, 1]], "one of two groups" },
        { "--minutes 0..0 --functions 1 --sample random --seed 1", [[1]], "one of those that are called" },
        { "--max-per-minute 30 --functions 1", [[0, 2, 30]], "a tenth of the calls" },
    };

    [Theory]
    [MemberData(nameof(Options))]
    public async Task The_file_is_a_workload_with_the_calls_that_the_options_ask_for(string options, int[][] expected, string reason)
    {
        Assert.Equal(ExitCode.Success, await ImportAsync(options.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

        var counts = ReadWorkload().Functions.Select(function => ((PerMinuteSchedule)function.Schedule).Counts);
        Assert.True(expected.Zip(counts).All(pair => pair.First.SequenceEqual(pair.Second)), reason);
        Assert.Equal(expected.Length, ReadWorkload().Functions.Count);
        Assert.Single(Directory.EnumerateFiles(Path.GetDirectoryName(_out)!));
    }

    [Fact]
    public async Task The_report_says_what_is_left()
    {
        Assert.Equal(ExitCode.Success, await ImportAsync("--max-per-minute", "30", "--name", "my workload"));

        Assert.Equal("my workload", ReadWorkload().Name);
        var lines = _shell.Output.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Contains("functions 3 3 2", lines);
        Assert.Contains("calls in minutes 0..2 337 337 33", lines);
        Assert.Contains("calls in the busiest minute 307 30", lines);
        Assert.Contains("1 of the chosen functions have no call left, and are left out.", lines);
        Assert.Contains($"{_out}: my workload, 1 hour", lines);
    }

    [Fact]
    public async Task The_JSON_is_one_document_with_the_same()
    {
        Assert.Equal(ExitCode.Success, await ImportAsync("--max-per-minute", "30", "--json"));

        using var document = JsonDocument.Parse(_shell.Output);
        var calls = document.RootElement.GetProperty("calls");
        Assert.Equal(_out, document.RootElement.GetProperty("file").GetString());
        Assert.Equal(
            [337, 337, 33], new[] { "trace", "chosen", "workload" }.Select(member => calls.GetProperty(member).GetInt32()));
        Assert.Equal(
            ["api_health_check 1", "crypto_key_gen 1"],
            document.RootElement.GetProperty("targets").EnumerateArray().Select(
                target => $"{target.GetProperty("target").GetString()} {target.GetProperty("functions").GetInt32()}"));
    }

    [Fact]
    public async Task A_file_that_is_there_stays_as_it_is_unless_force_says_otherwise()
    {
        Assert.Equal(ExitCode.Success, await ImportAsync());
        var first = await File.ReadAllTextAsync(_out);

        Assert.Equal(ExitCode.BadArguments, await ImportAsync("--functions", "1"));
        Assert.Contains($"--out: found '{_out}', which is there already; allowed: a new file, or --force to replace it.", _shell.Error);
        Assert.Equal(first, await File.ReadAllTextAsync(_out));

        Assert.Equal(ExitCode.Success, await ImportAsync("--functions", "1", "--force"));
        Assert.Single(ReadWorkload().Functions);
    }

    [Fact]
    public async Task Where_something_is_wrong_nothing_is_written_and_nothing_is_lost()
    {
        Assert.Equal(ExitCode.Success, await ImportAsync());
        var first = await File.ReadAllTextAsync(_out);
        _folder.Add("d01.csv", Trace + "x,1,2,-3\n");

        Assert.Equal(ExitCode.BadArguments, await ImportAsync("--force"));

        Assert.Contains("loadgen: d01.csv:5: column 4 (542): found '-3'; allowed: a whole number from 0 to 1000000000\n", _shell.Error);
        Assert.Equal(first, await File.ReadAllTextAsync(_out));
        Assert.Single(Directory.EnumerateFiles(Path.GetDirectoryName(_out)!));
    }

    [Fact]
    public async Task A_folder_of_In_Vitro_is_its_three_tables()
    {
        var folder = Path.Combine(_folder.Path, "example");
        _folder.Add("example/Invocations.csv", Trace);
        _folder.Add("example/durations.csv", "HashFunction,Average\naaaaaaaaaaaa1111,7.5\n");
        _folder.Add("example/deadline.csv", "something else\n");

        Assert.Equal(ExitCode.Success, await _shell.RunAsync("workload", "import", "invitro", folder, "--out", _out));

        Assert.Contains("aaaaaaaaaaaa1111, 7.5 ms on average, 321 calls", await File.ReadAllTextAsync(_out));
    }

    [Fact]
    public async Task A_map_says_where_functions_go()
    {
        var map = _folder.Add("targets.yaml", "targets: { mine: }\nrules:\n- { function: bbbb, target: mine }\n");

        Assert.Equal(ExitCode.Success, await ImportAsync("--map", map));

        Assert.All(ReadWorkload().Functions, function => Assert.Equal("mine", function.Traits.Target));
        Assert.Contains("--map targets.yaml", await File.ReadAllTextAsync(_out));
    }

    public static TheoryData<string[], string, string> Mistakes => new()
    {
        {
            ["azure2019", "x", "--out", "y.yaml"],
            "KIND: found 'azure2019'; allowed: azure-2019, invitro, azure-2021, faasprofiler. Did",
            "a kind"
        },
        { ["azure-2019", "--out", "y.yaml"], "FILE: found nothing; allowed: the trace.", "no file" },
        {
            ["azure-2019", "/nowhere.csv", "--out", "y.yaml"],
            "/nowhere.csv: cannot be read (there is no such file).",
            "a file that is not there"
        },
        { ["azure-2019", "/", "--out", "y.yaml"], "/: is a folder; allowed: a file.", "a folder" },
        { ["invitro", "/", "--out", "y.yaml"], "/: found none of the tables; allowed: a folder with invocations.csv", "another folder" },
        { ["azure-2019", "x"], "--out: found nothing; allowed: a file's name that ends in .yaml or .yml.", "nowhere to write to" },
        {
            ["azure-2019", "x", "--out", "y.json"],
            "--out: found 'y.json'; allowed: a file's name that ends in .yaml",
            "JSON has no comments"
        },
        {
            ["azure-2019", "x", "--out", "y.yaml", "--minutes", "10"],
            "--minutes: found '10'; allowed: two minutes of the trace",
            "one minute"
        },
        { ["azure-2019", "x", "--out", "y.yaml", "--minutes", "5..4"], "--minutes: found '5..4'", "backwards" },
        {
            ["azure-2019", "x", "--out", "y.yaml", "--functions", "0"],
            "--functions: found '0'; allowed: a whole number, 1–10000.",
            "nobody"
        },
        {
            ["azure-2019", "x", "--out", "y.yaml", "--sample", "all"],
            "--sample: found 'all'; allowed: busiest, random, stratified.",
            "a sample"
        },
        { ["azure-2019", "x", "--out", "y.yaml", "--sample", "1"], "--sample: found '1'", "a number of a sample" },
        { ["azure-2019", "x", "--out", "y.yaml", "--max-per-minute", "1e6"], "--max-per-minute: found '1e6'", "no whole number" },
        { ["azure-2019", "x", "--out", "y.yaml", "--name", "a\nb"], "--name: found 'a", "two lines" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_wrong_argument_is_told_with_what_is_allowed(string[] args, string expected, string reason)
    {
        Assert.Equal(ExitCode.BadArguments, await _shell.RunAsync(["workload", "import", .. args]));

        Assert.True(_shell.Error.Contains(expected, StringComparison.Ordinal), $"{reason}: {_shell.Error}");
    }

    [Fact]
    public async Task A_sample_needs_a_number_of_functions()
    {
        Assert.Equal(ExitCode.BadArguments, await ImportAsync("--sample", "random"));

        Assert.Contains("--sample: found no --functions; allowed: both", _shell.Error);
    }

    [Fact]
    public async Task What_is_read_is_not_written_over()
    {
        var trace = _folder.Add("d.yaml", Trace);

        Assert.Equal(ExitCode.BadArguments, await _shell.RunAsync("workload", "import", "azure-2019", trace, "--out", trace, "--force"));

        Assert.Contains("which is read; allowed: another file", _shell.Error);
        Assert.Equal(Trace, await File.ReadAllTextAsync(trace));
    }

    [Fact]
    public async Task Whoever_has_enough_of_waiting_leaves_nothing_behind()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        var code = await _shell.RunAsync(["workload", "import", "azure-2019", _trace, "--out", _out], stop.Token);

        Assert.Equal(ExitCode.Interrupted, code);
        Assert.Empty(Directory.EnumerateFiles(Path.GetDirectoryName(_out)!));
    }

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }

    private Task<ExitCode> ImportAsync(params string[] options) =>
        _shell.RunAsync(["workload", "import", "azure-2019", _trace, "--out", _out, .. options]);

    private Workload ReadWorkload()
    {
        using var content = File.OpenRead(_out);
        return WorkloadReader.Read(content, WorkloadSyntax.Yaml, parameters: null);
    }
}
