using System.Text.RegularExpressions;
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
