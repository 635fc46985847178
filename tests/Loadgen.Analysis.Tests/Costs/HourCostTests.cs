using System.Globalization;
using System.Text.RegularExpressions;
using Loadgen.Analysis.Costs;

namespace Loadgen.Analysis.Tests.Costs;

public sealed class HourCostTests
{
    private const double HoursAMonth = 334.4;

    /// <summary>As the calls of the built-in workload are assumed to take, on the average.</summary>
    private static readonly CallAssumptions BuiltIn = new() { Latency = TimeSpan.FromSeconds((0.2 + 5 + 2 + 10) / 4) };

    [Theory]
    [InlineData(@"\| planner,[^|]*\|[^|]*\| ([\d.]+) \|", 0.05)]
    [InlineData(@"\| invoker,[^|]*\|[^|]*\| ([\d.]+) \|", 0.05)]
    [InlineData(@"\| Cloud Storage \|[^|]*\| ([\d.]+) \|", 0.01)]
    [InlineData(@"\*\*in all\*\* \| \| \*\*([\d.]+)\*\*", 0.06)]
    public void A_month_of_the_built_in_workload_costs_about_what_simulated_hours_cost(string row, double tolerance)
    {
        var cost = HourCost.Of(Minutes(0, 1, 4, 8), BuiltIn);
        var found = Regex.Match(PriceListTests.Document(), row, RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;

        var ours = row.Contains("planner", StringComparison.Ordinal) ? cost.Planner
            : row.Contains("invoker", StringComparison.Ordinal) ? cost.Invoker
            : row.Contains("Storage", StringComparison.Ordinal) ? cost.Storage
            : cost.Total;

        Assert.InRange(ours * HoursAMonth - double.Parse(found, CultureInfo.InvariantCulture), -tolerance, tolerance);
    }

    public static TheoryData<double, string, string> Counts => new()
    {
        { HourCost.PlannerStartSeconds, "planner: .*", "# more to start" },
        { HourCost.PlannerSecond, "planner: .*", "# a second" },
        { HourCost.InvokerStartSeconds, "invoker: .*", "# more to start" },
        { HourCost.InvokerSecond, "invoker: .*", "# a second" },
        { HourCost.WritesOfRun, "Cloud Storage, writes", "writes | # |" },
        { HourCost.WritesOfContinuation, "Cloud Storage, writes", "writes | 4 | # |" },
        { HourCost.WritesOfEvent + HourCost.WritesOfSecond, "Cloud Storage, writes", "alone: #" },
        { HourCost.ReadsOfRun, "Cloud Storage, reads", "reads | # |" },
        { HourCost.ReadsOfContinuation, "Cloud Storage, reads", "reads | 12 | # |" },
        { HourCost.ReadsOfEvent, "Cloud Storage, reads", "| 5 | # |" },
        { HourCost.PushesOfRun, "pushes", "pushes | #, and" },
        { HourCost.PushesOfWarmUp, "pushes", "1, and # a warm-up" },
        { HourCost.PushesOfContinuation, "pushes", "a warm-up | # |" },
        { HourCost.PushesOfEvent, "pushes", "a warm-up | 1 | # |" },
        { HourCost.MessageBytes, "Pub/Sub: .*", "| 4,000 | # |" },
        { HourCost.LoggedBytes, "Cloud Logging.*", "some # bytes" },
    };

    [Theory]
    [MemberData(nameof(Counts))]
    public void What_is_counted_is_the_tables(double count, string row, string words)
    {
        var line = Regex.Match(
            PriceListTests.Document(), $@"^\| {row} \|.*$", RegexOptions.Multiline, TimeSpan.FromSeconds(1)).Value;

        Assert.Equal(PriceListTests.NumberIn(line, words), count, tolerance: 1e-12);
    }

    [Fact]
    public void An_hour_without_calls_costs_a_run_that_ends_at_once()
    {
        var cost = HourCost.Of(Minutes(), new());

        Assert.Equal((0, 0), (cost.Invoker, cost.Logging));
        Assert.Equal(3.2 * 0.000002545, cost.Planner, 1e-9);
        Assert.Equal((4 * 0.000005) + (12 * 0.0000004), cost.Storage, 1e-9);
    }

    [Fact]
    public void A_dense_hour_costs_what_its_events_cost()
    {
        var minutes = new int[60];
        Array.Fill(minutes, 1_000_000 / 60);

        var cost = HourCost.Of(minutes, new());

        // 278 calls a second that are held for 11 s take 38 instances.
        Assert.Equal(38.2 * 3600 * 0.00002525, cost.Invoker, 0.01);
        Assert.Equal(3650 * 0.000002545, cost.Planner, 0.0001);
        // A claim each, and three writes a second.
        Assert.Equal((1_010_800 * 0.000005) + (2_000_000 * 0.0000004), cost.Storage, 0.01);
        Assert.Equal(0.40 + (4e9 * 40 / (1L << 40)), cost.PubSub, 0.001);
        Assert.Equal(1.4e9 * 0.50 / (1 << 30), cost.Logging, 0.001);
    }

    [Fact]
    public void Longer_calls_cost_more_and_a_shorter_lead_costs_less()
    {
        var minutes = Minutes(0, 10, 20);
        var usual = HourCost.Of(minutes, new());

        Assert.True(HourCost.Of(minutes, new() { Latency = TimeSpan.FromSeconds(20) }).Invoker > usual.Invoker);
        Assert.True(HourCost.Of(minutes, new() { Lead = TimeSpan.FromSeconds(1) }).Invoker < usual.Invoker);
    }

    private static int[] Minutes(params int[] busy)
    {
        var minutes = new int[60];
        foreach (var minute in busy)
            minutes[minute]++;
        return minutes;
    }
}
