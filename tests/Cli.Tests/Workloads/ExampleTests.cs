using System.Text.RegularExpressions;
using Loadgen.Cli.Commands;
using Loadgen.Trace;
using Loadgen.Workloads;
using Loadgen.Workloads.Files;

namespace Loadgen.Cli.Tests.Workloads;

/// <summary>The workloads that the repository has for people to begin with, and the page about them.</summary>
public sealed class ExampleTests : IDisposable
{
    private const string SchemaComment = "# yaml-language-server: $schema=";
    private const string Azure = "azure-2019-three-functions";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private readonly TemporaryFolder _folder = new();
    private readonly TestShell _shell = new();

    [Theory]
    [InlineData("ten-crypto-calls.yaml", "ten crypto calls: 1 function, 1 hour, 10 calls")]
    [InlineData($"{Azure}.yaml", $"{Azure}: 3 functions, 3 hours, 48 calls")]
    [InlineData("exact-moments.yaml", "exact moments: 3 functions, 2 hours, 6 calls")]
    public async Task Each_can_be_shown_and_names_the_schema(string name, string expected)
    {
        Assert.Equal(ExitCode.Success, await _shell.RunAsync("workload", "show", PathOf(name)));

        Assert.StartsWith(expected, _shell.Output, StringComparison.Ordinal);
        var first = (await File.ReadAllLinesAsync(PathOf(name)))[0];
        Assert.StartsWith(SchemaComment, first, StringComparison.Ordinal);
        Assert.Equal(WorkloadSchema.Text, await File.ReadAllTextAsync(PathOf(first[SchemaComment.Length..])));
    }

    [Fact]
    public void The_page_names_all_examples() => Assert.Equal(
        Directory.GetFiles(PathOf("."), "*.yaml").Select(Path.GetFileName).Order(StringComparer.Ordinal),
        Regex.Matches(Page(), @"(?<=\]\()[^/)]+\.yaml(?=\))", RegexOptions.None, Limit).Select(link => link.Value)
            .Order(StringComparer.Ordinal));

    [Fact]
    public void Ten_crypto_calls_are_six_minutes_apart()
    {
        var events = Read("ten-crypto-calls.yaml").Expand("any", HourOf(13), jitterSeconds: 15);

        Assert.Equal([1, 7, 13, 19, 25, 31, 37, 43, 49, 55], events.Select(planned => planned.ScheduledTime.Minute));
        Assert.All(events, planned => Assert.InRange(planned.ScheduledTime.Second, 0, 15));
    }

    [Fact]
    public void Exact_moments_are_to_the_millisecond()
    {
        var workload = Read("exact-moments.yaml");

        Assert.Equal(
            ["burst 00:30.000", "burst 00:30.250", "burst 00:30.500"],
            MomentsOf(workload, hour: 0).Skip(1));
        Assert.Equal(
            ["api_health_check 00:00.000", "nightly 59:59.999"],
            MomentsOf(workload, hour: 1));
        Assert.Equal(0, workload.HourNumberOf(HourOf(14)));
    }

    [Fact]
    public void The_excerpt_of_Azures_has_each_minutes_calls()
    {
        var workload = Read($"{Azure}.yaml");
        foreach (var row in File.ReadLines(PathOf($"{Azure}.csv")).Skip(1).Select(line => line.Split(',')))
        {
            var hours = Enumerable.Range(0, 3).Select(hour => TraceHour.Containing(DateTimeOffset.UnixEpoch.AddHours(hour)));
            var planned = hours.SelectMany(hour => workload.Expand("any", hour, jitterSeconds: 15))
                .Where(planned => planned.FunctionId == row[2][..12])
                .CountBy(planned => (int)(planned.ScheduledTime - DateTimeOffset.UnixEpoch).TotalMinutes)
                .ToDictionary();

            var minutes = Enumerable.Range(0, row.Length - 4);
            Assert.Equal(row.Skip(4).Select(int.Parse), minutes.Select(minute => planned.GetValueOrDefault(minute)));
        }
    }

    [Fact]
    public async Task The_excerpt_of_Azures_is_what_an_import_writes()
    {
        var file = Path.Combine(_folder.Path, "workload.yaml");

        Assert.Equal(
            ExitCode.Success, await _shell.RunAsync("workload", "import", "azure-2019", PathOf($"{Azure}.csv"), "--out", file));

        var example = await File.ReadAllTextAsync(PathOf($"{Azure}.yaml"));
        Assert.Equal(example[(example.IndexOf('\n', StringComparison.Ordinal) + 1)..], await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task The_pages_own_example_is_a_workload()
    {
        var yaml = Regex.Match(Page(), "(?<=```yaml\n).*?(?=```)", RegexOptions.Singleline, Limit).Value;

        Assert.Equal(ExitCode.Success, await _shell.RunAsync("workload", "show", _folder.Add("page.yaml", yaml)));

        Assert.StartsWith("a mix of my own: 3 functions, 2 hours, 26 calls", _shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_pages_commands_are_commands()
    {
        var root = OperatorCommandLine.Build(_shell.Shell);
        var commands = Regex.Matches(Page(), "(?<=^loadgen )[^#\n]+", RegexOptions.Multiline, Limit)
            .Select(match => match.Value.TrimEnd()).ToList();

        Assert.Equal(8, commands.Count);
        Assert.All(commands, command => Assert.Null(UsageComplaint.Of(root.Parse(command))));
    }

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }

    private static Workload Read(string name)
    {
        using var content = File.OpenRead(PathOf(name));
        return WorkloadReader.Read(content, WorkloadSyntax.Yaml, parameters: null);
    }

    private static IEnumerable<string> MomentsOf(Workload workload, int hour) => workload
        .Expand("any", HourOf(hour), jitterSeconds: 0)
        .Select(planned => $"{planned.FunctionId} {planned.ScheduledTime:mm:ss.fff}");

    private static TraceHour HourOf(int hour) => TraceHour.Containing(new(2026, 1, 20, hour, 0, 0, TimeSpan.Zero));

    private static string Page() => File.ReadAllText(PathOf("README.md"));

    private static string PathOf(string name) => Path.Combine(BuildMetadata.Get("Loadgen.Repository"), "functions", "workloads", name);
}
