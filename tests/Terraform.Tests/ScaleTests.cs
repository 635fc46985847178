using System.Globalization;
using System.Text.RegularExpressions;
using Loadgen.Analysis.Costs;
using Loadgen.Configuration;
using Loadgen.Planning;

namespace Loadgen.Terraform.Tests;

/// <summary>What scale.tf knows of the code, and the code of scale.tf.</summary>
public sealed partial class ScaleTests
{
    /// <summary>The rows of which <c>terraform test</c> says that they are what is deployed.</summary>
    public static TheoryData<double, double, DeployedSize> Rows
    {
        get
        {
            var rows = new TheoryData<double, double, DeployedSize>();
            foreach (Match row in Row().Matches(Read("tests/scale.tftest.hcl")))
            {
                var peak = row.Groups["peak"].Value.Replace('-', '.');
                rows.Add(peak.Length == 0 ? 0 : Number(peak), Number(row.Groups["lead"].Value), new(
                    Number(row.Groups["cpu"].Value),
                    GibibytesOf(row.Groups["planner"].Value),
                    GibibytesOf(row.Groups["memory"].Value),
                    (int)Number(row.Groups["concurrency"].Value)));
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Costs_are_counted_by_the_sizes_that_are_deployed(double peak, double lead, DeployedSize deployed) =>
        Assert.Equal(deployed, DeployedSize.Of(peak, TimeSpan.FromSeconds(lead) + PushLoad.ExpectedLatency));

    [Fact]
    public void There_are_rows() => Assert.InRange(Rows.Count, 10, 100);

    /// <summary>Rates of the table, with the rows of <c>terraform test</c> that they are of.</summary>
    [Theory]
    [InlineData("0.1/s", "p0-1")]
    [InlineData("10/s", "p10")]
    [InlineData("100/s", "p100")]
    [InlineData("278/s", "p278")]
    [InlineData("500/s", "p500")]
    [InlineData("1,000/s", "p1000")]
    public void The_readmes_table_has_what_is_deployed(string rate, string name)
    {
        var row = Row().Matches(Read("tests/scale.tftest.hcl"))
            .Single(row => row.Value.TrimStart().StartsWith($"{name} ", StringComparison.Ordinal));
        var (lead, concurrency) = (Number(row.Groups["lead"].Value), Number(row.Groups["concurrency"].Value));
        var pushes = Math.Ceiling(Math.Round(Number(name[1..].Replace('-', '.')) * (lead + 1), 6));
        var instances = Math.Ceiling(pushes * 5 / 3 / concurrency);
        var planner = $"{row.Groups["cpu"].Value} vCPU, {row.Groups["planner"].Value.Insert(row.Groups["planner"].Length - 2, " ")}B";
        var cells = FormattableString.Invariant(
            $"| {lead} | {pushes:N0} | {instances} × {concurrency}, {row.Groups["most"].Value} | {planner} |");

        var line = Assert.Single(Read("README.md").Split('\n'), line => line.StartsWith($"| {rate}, ", StringComparison.Ordinal));
        Assert.Contains(cells, line, StringComparison.Ordinal);
    }

    [Fact]
    public void Pushes_in_flight_are_counted_as_the_planner_counts_them()
    {
        var scale = Read("scale.tf");
        var lead = new PlannerSettings { EventsTopic = "" }.Lead.TotalSeconds;

        Assert.Matches($@"most_pushes +?= {PushLoad.Most}\n", scale);
        Assert.Matches($@"expected_latency_s +?= {PushLoad.ExpectedLatency.TotalSeconds}\n", scale);
        Assert.Contains(FormattableString.Invariant($"peak * ({lead} + local.expected_latency_s)"), scale, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"lookup(local.leads, key, {lead})"), scale, StringComparison.Ordinal);
    }

    private static double GibibytesOf(string memory) =>
        Number(memory[..^2]) / (memory.EndsWith("Mi", StringComparison.Ordinal) ? 1024 : 1);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Terraform, file));

    // none  = "LEAD_S; the invoker's CPU, memory, concurrency, instances; the planner's"
    [GeneratedRegex(
        "^ {6}(none|p(?<peak>[0-9-]+)) += \"(?<lead>[0-9]+), 1, (?<memory>[0-9]+[MG]i), (?<concurrency>[0-9]+), 0, (?<most>[0-9]+), "
        + "(?<cpu>[0-9.]+), (?<planner>[0-9]+[MG]i), 1, 0, 5\"$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Row();
}
