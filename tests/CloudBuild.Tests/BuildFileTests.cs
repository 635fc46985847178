using System.Globalization;
using System.Text.RegularExpressions;

namespace CloudBuild.Tests;

/// <summary>What Cloud Build would refuse, or take and do otherwise than meant; <see cref="BuildFile"/> refuses unknown fields.</summary>
public sealed partial class BuildFileTests
{
    /// <summary>Known to every build, also to one that no trigger started.</summary>
    private static readonly string[] BuiltIn = ["PROJECT_ID", "PROJECT_NUMBER", "BUILD_ID", "LOCATION"];

    private static readonly BuildFile File = BuildFile.Read();

    [Fact]
    public void Every_substitution_that_is_declared_is_used_and_every_one_used_is_declared()
    {
        var used = Substituted().SelectMany(Substitution.NamesIn).Except(BuiltIn).Order();

        Assert.Equal(File.Substitutions.Keys.Order(), used.Distinct());
    }

    [Fact]
    public void Substitutions_have_names_that_are_allowed()
    {
        Assert.All(File.Substitutions.Keys, name => Assert.Matches("^_[A-Z0-9_]+$", name));
        Assert.True(
            File.Options.DynamicSubstitutions, "a default names another substitution, which a build without a trigger must ask for");
    }

    [Fact]
    public void A_script_has_all_that_it_reads_from_its_env_since_nothing_is_substituted_in_it()
    {
        Assert.All(File.Steps, step =>
        {
            var given = step.Env.Select(entry => entry[..entry.IndexOf('=', StringComparison.Ordinal)]);
            var own = Assignments().Matches(step.Script).Select(match => match.Groups["name"].Value);
            Assert.Empty(Substitution.NamesIn(step.Script).Except(given).Except(own));
        });
    }

    [Fact]
    public void What_is_tested_has_Googles_packages_as_what_is_deployed_has() =>
        Assert.All(
            File.Steps.Where(step => step.Name.StartsWith("mcr.microsoft.com/dotnet/", StringComparison.Ordinal)),
            step => Assert.Contains("GooglePackages=genuine", step.Env));

    [Fact]
    public void A_script_stops_at_its_first_error() =>
        Assert.All(File.Steps, step => Assert.StartsWith("set -eu\n", step.Script, StringComparison.Ordinal));

    [Fact]
    public void A_step_waits_for_steps_above_it()
    {
        var above = new HashSet<string>();
        Assert.All(File.Steps, step =>
        {
            Assert.Subset(above, step.After(File).ToHashSet());
            Assert.True(above.Add(step.Id), $"two steps are {step.Id}");
        });
    }

    [Fact]
    public void Every_step_has_a_time_limit_and_the_longest_way_through_them_fits_the_builds()
    {
        var ends = new Dictionary<string, int>();
        foreach (var step in File.Steps)
            ends[step.Id] = step.After(File).Select(id => ends[id]).DefaultIfEmpty(0).Max() + Seconds(step.Timeout);

        Assert.True(ends.Values.Max() <= Seconds(File.Timeout), $"{ends.Values.Max()} s of steps in {File.Timeout}");
    }

    [Fact]
    public void An_apply_that_builds_a_dozen_functions_has_an_hour() =>
        Assert.Equal("3600s", File.Steps.Single(step => step.Id is "apply").Timeout);

    [Fact]
    public void A_volume_is_shared_by_two_steps_at_least() =>
        Assert.All(
            File.Steps.SelectMany(step => step.Volumes).CountBy(volume => (volume.Name, volume.Path)),
            volume => Assert.True(volume.Value >= 2));

    [Fact]
    public void The_account_is_the_builds_own_and_its_logs_go_where_it_may_write()
    {
        Assert.Equal(
            "projects/p/serviceAccounts/loadgen-deploy@p.iam.gserviceaccount.com",
            Substitution.Apply(File.ServiceAccount, new Dictionary<string, string> { ["PROJECT_ID"] = "p" }));
        Assert.Equal("CLOUD_LOGGING_ONLY", File.Options.Logging);
    }

    [Fact]
    public void Images_are_the_official_ones()
    {
        Assert.All(File.Steps, step => Assert.Matches(
            @"^(mcr\.microsoft\.com/dotnet/sdk:10\.0|hashicorp/terraform:1\.[0-9]+|gcr\.io/cloud-builders/gcloud)$", step.Name));
        Assert.Single(
            File.Steps.Select(step => step.Name).Where(name => name.StartsWith("hashicorp/", StringComparison.Ordinal)).Distinct());
    }

    /// <summary>Every text that is substituted: all but scripts.</summary>
    private static IEnumerable<string> Substituted() =>
    [
        File.ServiceAccount,
        .. File.Substitutions.Values,
        .. File.Steps.SelectMany(step => (IEnumerable<string>)[step.Name, step.Dir, .. step.Env]),
    ];

    private static int Seconds(string duration)
    {
        Assert.Matches("^[0-9]+s$", duration);
        return int.Parse(duration[..^1], CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(
        "^ *(?:(?<name>[a-z]+)=|for (?<name>[a-z]+) in )",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Assignments();
}
