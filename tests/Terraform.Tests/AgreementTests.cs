using System.Globalization;
using System.Text.RegularExpressions;
using Loadgen.Configuration;
using Loadgen.Trace;
using Loadgen.Workloads.Files;

namespace Loadgen.Terraform.Tests;

/// <summary>What Terraform repeats of the functions' configuration is what they say themselves: names, ranges, defaults.</summary>
public sealed partial class AgreementTests
{
    /// <summary>What a scenario of <c>var.scenarios</c> has beside the functions' variables.</summary>
    private static readonly string[] Deployment =
        ["env", "schedule", "time_zone", "paused", "peak_events_per_second", "planner", "invoker"];

    /// <summary>No match takes nearly so long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    internal static readonly Dictionary<string, string> Good = new()
    {
        ["EXPERIMENT_ID"] = "demo",
        ["SCENARIO"] = "C",
        ["DISPATCHER_URL"] = "https://dispatcher.example/",
        ["IMAGE_GCS_URI"] = "gs://inputs/image.png",
        ["VIDEO_GCS_URI"] = "gs://inputs/video.mp4",
        ["EVENTS_TOPIC"] = "projects/p/topics/events",
        // The longest of one leaves room for the longest of the other.
        ["HOLD_MAX_S"] = "60",
        ["TIMEOUT_S"] = "1",
    };

    public static TheoryData<string, long, long> Ranges
    {
        get
        {
            var ranges = new TheoryData<string, long, long>();
            foreach (Match range in RangeLine().Matches(Read("rules.tf")))
                ranges.Add(range.Groups["name"].Value, NumberOf(range.Groups["least"]), NumberOf(range.Groups["most"]));
            return ranges;
        }
    }

    public static TheoryData<string, string[]> Choices
    {
        get
        {
            var choices = new TheoryData<string, string[]>();
            foreach (Match line in ChoiceLine().Matches(Read("rules.tf")))
                choices.Add(line.Groups["name"].Value, line.Groups["choices"].Value.Trim('"').Split("\", \""));
            return choices;
        }
    }

    [Fact]
    public void A_scenario_has_an_attribute_for_every_variable_but_those_that_Terraform_sets()
    {
        var text = Read("variables.tf");
        var start = text.IndexOf("variable \"scenarios\"", StringComparison.Ordinal);
        var scenarios = text[start..text.IndexOf("validation {", start, StringComparison.Ordinal)];
        var attributes = AttributeLine().Matches(scenarios).Select(match => match.Groups["name"].Value.ToUpperInvariant())
            // What it is given as is not always a URI.
            .Select(name => name is "WORKLOAD" ? "WORKLOAD_URI" : name);

        Assert.Equal(
            ConfigurationVariables.InOrder.Except(["EVENTS_TOPIC", "LOADGEN_REGION"]).Concat(TelemetryVariables.InOrder),
            attributes.Except(Deployment.Select(name => name.ToUpperInvariant())));
    }

    [Fact]
    public void What_may_be_secret_of_OpenTelemetrys_variables_is_a_secret_here()
    {
        var line = SecretsList().Match(Read("scenarios.tf")).Groups["names"].Value;
        var secrets = Quoted().Matches(line).Select(match => match.Groups["name"].Value);

        Assert.Equal([TelemetryVariables.Headers], secrets.Intersect(TelemetryVariables.InOrder));
    }

    [Fact]
    public void What_the_invoker_does_not_get_it_does_not_read()
    {
        var listed = Quoted().Matches(WithheldList().Match(Read("modules/scenario/main.tf")).Groups["names"].Value);
        List<string> withheld = [.. listed.Select(match => match.Groups["name"].Value), "WORKLOAD_URI"];

        Assert.NotEmpty(listed);
        Assert.Empty(VariablesOf(ConfigurationRole.Invoker).Intersect(withheld));
        Assert.Empty(withheld.Except(VariablesOf(ConfigurationRole.Planner)));
    }

    [Theory]
    [MemberData(nameof(Ranges))]
    public void A_range_in_rules_tf_is_the_functions_own(string variable, long least, long most)
    {
        Assert.Empty(FaultsWith(variable, least));
        Assert.Empty(FaultsWith(variable, most));
        Assert.Equal([variable], FaultsWith(variable, least - 1));
        Assert.Equal([variable], FaultsWith(variable, most + 1));
    }

    [Theory]
    [MemberData(nameof(Choices))]
    public void A_choice_in_rules_tf_is_the_functions_own(string variable, string[] choices)
    {
        Assert.All(choices, choice => Assert.Empty(FaultsWith(variable, choice)));
        Assert.Equal([variable], FaultsWith(variable, $"{choices[0]}, {choices[1]}"));
    }

    [Theory]
    [InlineData("https://otlp.example", true, "an origin")]
    [InlineData("http://10.0.0.1:4318/otlp/", true, "with a path")]
    [InlineData("otlp.example:4318", false, "no scheme")]
    [InlineData("https://user:secret@otlp.example/", false, "user info")]
    [InlineData("https://otlp.example/?key=secret", false, "a query")]
    [InlineData("https://otlp.example/#there", false, "a fragment")]
    public void An_endpoint_in_rules_tf_is_the_functions_own(string endpoint, bool isOne, string reason)
    {
        const string variable = "OTEL_EXPORTER_OTLP_ENDPOINT";
        var pattern = EndpointRule().Match(Read("rules.tf")).Groups["pattern"].Value;

        var isTaken = Regex.IsMatch(endpoint, pattern, RegexOptions.None, Patience);
        Assert.Equal((isOne, isOne, reason), (FaultsWith(variable, endpoint) is [], isTaken, reason));
    }

    [Fact]
    public void The_largest_workload_is_the_readers_own() => Assert.Contains(
        string.Create(CultureInfo.InvariantCulture, $"largest_workload = {WorkloadReader.MostBytes}\n"),
        Read("workloads.tf"),
        StringComparison.Ordinal);

    [Fact]
    public void The_example_of_a_workload_is_one()
    {
        using var content = File.OpenRead(Path.Combine(Repository.Terraform, "examples", "keys.yaml"));

        var workload = WorkloadReader.Read(content, WorkloadSyntax.Yaml, new());

        Assert.Equal(10, workload.Expand("demo", TraceHour.Containing(DateTimeOffset.UnixEpoch), 15).Count);
    }

    [Fact]
    public void A_default_in_the_scenarios_module_is_the_functions_own()
    {
        var configuration = ConfigurationReader.Read(
            name => name is "HOLD_MAX_S" ? null : Good.GetValueOrDefault(name), ConfigurationRole.Local);
        var (hold, planner) = (configuration.HoldMax, configuration.Planner!);
        var defaults = string.Create(
            CultureInfo.InvariantCulture,
            $"HOLD_MAX_S = {hold.TotalSeconds}, LEAD_S = {planner.Lead.TotalSeconds}, TICK_AHEAD_S = {planner.TickAhead.TotalSeconds}");

        Assert.Equal(defaults, DefaultsLine().Match(Read("modules/scenario/main.tf")).Groups["defaults"].Value);
    }

    private static HashSet<string> VariablesOf(ConfigurationRole role)
    {
        var read = new HashSet<string>();
        ConfigurationReader.Read(
            name =>
            {
                read.Add(name);
                return Good.GetValueOrDefault(name);
            },
            role);
        return read;
    }

    private static string[] FaultsWith(string variable, long value) => FaultsWith(variable, value.ToString(CultureInfo.InvariantCulture));

    private static string[] FaultsWith(string variable, string text)
    {
        try
        {
            ConfigurationReader.Read(
                name => name == variable ? text : Good.GetValueOrDefault(name),
                ConfigurationRole.Local);
            return [];
        }
        catch (ConfigurationException e)
        {
            return [.. e.Problems.Select(problem => problem.Variable)];
        }
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Terraform, file));

    private static long NumberOf(Group number) => long.Parse(number.Value, CultureInfo.InvariantCulture);

    // Four spaces: an attribute of the scenario, not of an object in it.
    [GeneratedRegex(
        "^ {4}(?<name>[a-z_0-9]+) {1,40}= optional",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex AttributeLine();

    [GeneratedRegex(
        "^ {4}(?<name>[A-Z_]+) += \\[(?<least>[0-9]+), (?<most>[0-9]+)\\]$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex RangeLine();

    [GeneratedRegex(
        "^ {4}(?<name>[A-Z_]+) += \\[(?<choices>\"[^\\]]*)\\]$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex ChoiceLine();

    [GeneratedRegex(
        "regex\\(\"(?<pattern>\\^\\(\\?i:[^\"]*)\", v\\[name\\]\\)",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex EndpointRule();

    [GeneratedRegex("workload_variables = \\[(?<names>[^\\]]*)\\]", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex WithheldList();

    [GeneratedRegex("secret_variables = \\[(?<names>[^\\]]*)\\]", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex SecretsList();

    [GeneratedRegex("\"(?<name>[A-Z_]+)\"", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Quoted();

    [GeneratedRegex("for name, default in \\{ (?<defaults>[^}]*) \\}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex DefaultsLine();
}
