using System.Text.RegularExpressions;
using Loadgen.Cli.Commands;
using Loadgen.Cli.Variables;
using Loadgen.Configuration;

namespace Loadgen.Cli.Tests.Variables;

/// <summary>The example files that an experiment begins with.</summary>
public sealed partial class EnvExampleTests
{
    [Theory]
    [InlineData(Scenario.A)]
    [InlineData(Scenario.B)]
    [InlineData(Scenario.C)]
    internal void Each_scenario_has_one_that_the_functions_accept(Scenario scenario)
    {
        var configuration = EnvFile.Read(PathOf(scenario))
            .With("EVENTS_TOPIC", "projects/my-project/topics/loadgen-baseline-events")
            .Read(ConfigurationRole.Local);

        Assert.Equal(scenario, configuration.Scenario);
    }

    [Theory]
    [InlineData(Scenario.A)]
    [InlineData(Scenario.B)]
    [InlineData(Scenario.C)]
    internal async Task Each_is_planned_as_it_is_and_needs_no_credentials(Scenario scenario)
    {
        using var shell = new TestShell();

        Assert.Equal(ExitCode.Success, await shell.RunAsync("plan", "--env-file", PathOf(scenario)));

        Assert.Empty(shell.Error);
        Assert.Equal(AuthMode.Bearer, EnvFile.Read(PathOf(scenario)).Read(ConfigurationRole.None).Targets.AuthMode);
    }

    [Fact]
    public void Its_comments_name_commands_that_there_are()
    {
        const string command = "#   dotnet run --project functions/Cli -- ";
        using var shell = new TestShell();
        var lines = File.ReadLines(PathOf(Scenario.A)).Where(line => line.StartsWith(command, StringComparison.Ordinal)).ToList();

        Assert.Equal(2, lines.Count);
        Assert.All(lines, line => Assert.Null(UsageComplaint.Of(
            OperatorCommandLine.Build(shell.Shell).Parse(line[command.Length..].Split("   ")[0]))));
    }

    [Theory]
    [InlineData(Scenario.A)]
    [InlineData(Scenario.B)]
    [InlineData(Scenario.C)]
    internal void Each_line_of_it_means_the_same_in_Terraform(Scenario scenario)
    {
        // A block is the JSON of FUNCTION_URLS_JSON, which Terraform takes as it is for another attribute.
        var lines = File.ReadLines(PathOf(scenario)).Where(line => !line.StartsWith('#') && !line.StartsWith(' ')).ToList();

        Assert.All(lines, line => Assert.True(Line().IsMatch(line) || line == "FUNCTION_URLS_JSON: |-", line));
        Assert.All(lines, line => Assert.Contains(line.Split(':')[0], ConfigurationVariables.InOrder));
    }

    private static string PathOf(Scenario scenario) =>
        Path.Combine(BuildMetadata.Get("Loadgen.Repository"), "functions", $"env.{scenario}.example.yaml");

    /// <summary>A quoted text without templates means the same in YAML and in HCL.</summary>
    [GeneratedRegex("""^[A-Z_]+: "([^"\\$%]|\\")*"$""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex Line();
}
