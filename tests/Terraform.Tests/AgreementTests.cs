using System.Text.Json;
using System.Text.RegularExpressions;
using Loadgen.Configuration;

namespace Loadgen.Terraform.Tests;

/// <summary>What the functions refuse at start, a plan refuses, and the other way round.</summary>
public sealed partial class AgreementTests(TerraformJudgement terraform) : IClassFixture<TerraformJudgement>, IClassFixture<TerraformNotice>
{
    // What a scenario of var.scenarios has beside the contract's variables.
    private static readonly string[] Deployment = ["env", "schedule", "time_zone", "paused", "planner", "invoker"];

    /// <summary>A row for each case; where all would be skipped, one is enough to say so.</summary>
    public static TheoryData<string> Reasons =>
        [.. ConfigurationCases.All.Select(one => one.Reason).Take(TerraformOffline.Missing is null ? int.MaxValue : 1)];

    [Fact]
    public void A_scenario_has_an_attribute_for_every_variable_in_the_order_of_the_contract_and_no_unknown_one()
    {
        var attributes = AttributesOfScenarios().Except(Deployment).Select(name => name.ToUpperInvariant());

        Assert.Equal(ConfigurationVariables.InOrder, attributes);
    }

    [SkippableTheory]
    [MemberData(nameof(Reasons))]
    public async Task Terraform_and_the_functions_find_fault_with_the_same_variables(string reason)
    {
        Skip.If(TerraformOffline.Missing is not null, TerraformOffline.Missing);
        var one = ConfigurationCases.All.Single(candidate => candidate.Reason == reason);

        Assert.Equal(FaultsOf(one), await terraform.FaultsOfAsync(one));
    }

    [Fact]
    public void The_table_holds_good_and_bad_values_of_every_variable_that_has_a_rule()
    {
        // The secret ones: Terraform never sees their values.
        var judged = ConfigurationVariables.InOrder.Where(name => !name.Contains("TOKEN", StringComparison.Ordinal) && !name.Contains("HEADERS", StringComparison.Ordinal));
        var refused = ConfigurationCases.All.SelectMany(FaultsOf).ToHashSet();

        Assert.All(judged, name => Assert.Contains(name, refused));
        Assert.All(judged, name => Assert.Contains(ConfigurationCases.All, one => one.Variables.ContainsKey(name) && !FaultsOf(one).Contains(name)));
    }

    private static string[] FaultsOf(ConfigurationCase one)
    {
        try
        {
            ConfigurationReader.Read(name => one.Variables.GetValueOrDefault(name), ConfigurationRole.Local);
            return [];
        }
        catch (ConfigurationException e)
        {
            return [.. e.Problems.Select(problem => problem.Variable).Distinct().Order(StringComparer.Ordinal)];
        }
    }

    private static IEnumerable<string> AttributesOfScenarios()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Terraform, "variables.tf"));
        var start = text.IndexOf("variable \"scenarios\"", StringComparison.Ordinal);
        var scenarios = text[start..text.IndexOf("validation {", start, StringComparison.Ordinal)];
        return AttributeLine().Matches(scenarios).Select(match => match.Groups["name"].Value);
    }

    // Four spaces: an attribute of the scenario, not of an object in it.
    [GeneratedRegex("^ {4}(?<name>[a-z_0-9]+) {1,40}= optional", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex AttributeLine();
}

/// <summary>What <c>terraform/modules/configuration</c> says to all cases, which are judged in one run.</summary>
public sealed class TerraformJudgement : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("loadgen-terraform-").FullName;
    private readonly Lazy<Task<JsonElement>> _judgement;

    public TerraformJudgement() => _judgement = new(JudgeAsync);

    internal async Task<string[]> FaultsOfAsync(ConfigurationCase one)
    {
        var problems = (await _judgement.Value).GetProperty(one.Reason);
        return [.. problems.EnumerateArray().Select(problem => problem.GetProperty("variable").GetString()!).Distinct().Order(StringComparer.Ordinal)];
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    private async Task<JsonElement> JudgeAsync()
    {
        var configuration = Directory.CreateDirectory(Path.Combine(_folder, "configuration")).FullName;
        var module = JsonSerializer.Serialize(Path.Combine(Repository.Terraform, "modules", "configuration"));
        await File.WriteAllTextAsync(Path.Combine(configuration, "main.tf"),
            $$"""
            variable "cases" {
              type = map(map(string))
            }

            module "configuration" {
              source    = {{module}}
              for_each  = var.cases
              variables = each.value
            }

            output "problems" {
              value = { for reason, judged in module.configuration : reason => judged.problems }
            }
            """);
        var cases = ConfigurationCases.All.ToDictionary(one => one.Reason, one => one.Variables);
        await File.WriteAllTextAsync(Path.Combine(configuration, "terraform.tfvars.json"), JsonSerializer.Serialize(new { cases }));

        var kept = Path.Combine(_folder, "kept");
        await TerraformOffline.RunAsync(configuration, kept, "apply", "-auto-approve");
        using var problems = JsonDocument.Parse(await TerraformOffline.RunAsync(configuration, kept, "output", "-json", "problems"));
        return problems.RootElement.Clone();
    }
}
