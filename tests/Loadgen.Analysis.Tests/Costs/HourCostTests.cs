using System.Globalization;
using System.Text.RegularExpressions;
using Loadgen.Analysis.Costs;

namespace Loadgen.Analysis.Tests.Costs;

public sealed class HourCostTests
{
    private const double HoursAMonth = 334.4;

    /// <summary>As the calls of the built-in workload are assumed to take, on the average.</summary>
    private static readonly CallAssumptions BuiltIn = new() { Latency = TimeSpan.FromSeconds((0.2 + 5 + 2 + 10) / 4) };

    private static readonly DeployedSize Default = DeployedSize.Of(0, BuiltIn.Held);

    [Theory]
    [InlineData(@"\| planner,[^|]*\|[^|]*\| ([\d.]+) \|", 0.05)]
    [InlineData(@"\| invoker,[^|]*\|[^|]*\| ([\d.]+) \|", 0.05)]
    [InlineData(@"\| Cloud Storage \|[^|]*\| ([\d.]+) \|", 0.01)]
    [InlineData(@"\*\*in all\*\* \| \| \*\*([\d.]+)\*\*", 0.06)]
    public void A_month_of_the_built_in_workload_costs_about_what_simulated_hours_cost(string row, double tolerance)
    {
        var cost = HourCost.Of(Minutes(0, 1, 4, 8), BuiltIn, 1);
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
        { Default.PlannerSecond, "planner: .*", "# a second" },
        { HourCost.InvokerStartSeconds, "invoker: .*", "# more to start" },
        { Default.InvokerSecond, "invoker: .*", "# a second" },
        { HourCost.WritesOfRun, "Cloud Storage, writes", "writes | # |" },
        { HourCost.WritesOfContinuation, "Cloud Storage, writes", "writes | 4 | # |" },
        { HourCost.WritesOfEvent, "Cloud Storage, writes", "| 2 | #: its claim" },
        { HourCost.WritesOfCheckpoint, "Cloud Storage, writes", "# for the checkpoint" },
        { HourCost.WritesOfAppend, "Cloud Storage, writes", "# for the log" },
        { HourCost.WritesOfShard, "Cloud Storage, writes", "# of each invoker" },
        { HourCost.ReadsOfRun, "Cloud Storage, reads", "reads | # |" },
        { HourCost.ReadsOfContinuation, "Cloud Storage, reads", "reads | 9 | # |" },
        { HourCost.ReadsOfCheckpoint, "Cloud Storage, reads", "has events #, and" },
        { HourCost.ReadsOfShard, "Cloud Storage, reads", "with shards # of" },
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
        var cost = HourCost.Of(Minutes(), new(), 0);

        Assert.Equal((0, 0), (cost.Invoker, cost.Logging));
        Assert.Equal(3.2 * 0.000002545, cost.Planner, 1e-9);
        Assert.Equal((4 * 0.000005) + (9 * 0.0000004), cost.Storage, 1e-9);
    }

    [Fact]
    public void A_dense_hour_costs_what_its_events_cost()
    {
        var minutes = new int[60];
        Array.Fill(minutes, 1_000_000 / 60);

        var cost = HourCost.Of(minutes, new(), 278);

        // An instance of 1 GiB has 550 of the 3,056 calls that are held, and the planner a whole vCPU.
        Assert.Equal(3056 / 550.2 * 3600 * 0.0000265, cost.Invoker, 0.001);
        Assert.Equal(3653 * 0.0000265, cost.Planner, 0.001);
        // A claim each, and in a second a checkpoint and a shard of each instance.
        Assert.Equal((1_024_200 * 0.000005) + (23_600 * 0.0000004), cost.Storage, 0.001);
        Assert.Equal(0.40 + (4e9 * 40 / (1L << 40)), cost.PubSub, 0.001);
        Assert.Equal(1.4e9 * 0.50 / (1 << 30), cost.Logging, 0.001);
    }

    public static TheoryData<string, int, int> Many => new()
    {
        { "100,000 in 1,000 s, 100/s", 100_000, 100 },
        { "1,000,000 in an hour, 278/s", 1_000_000, 278 },
    };

    [Theory]
    [MemberData(nameof(Many))]
    public void What_many_events_cost_is_the_tables(string row, int events, int rate)
    {
        var minutes = new int[60];
        for (var (minute, left) = (0, events); left > 0; minute++)
        {
            minutes[minute] = minute == 59 ? left : Math.Min(left, rate * 60);
            left -= minutes[minute];
        }

        var cost = HourCost.Of(minutes, new(), rate);

        double[] parts = [cost.Planner, cost.Invoker, cost.Storage, cost.PubSub, cost.Logging, cost.Total];
        var cells = string.Join(" | ", parts.Select(part => part.ToString("0.00", CultureInfo.InvariantCulture)));
        Assert.Contains($"| {row} | {cells} |", PriceListTests.Document(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_goes_to_shards_where_it_has_more_than_2_000_events()
    {
        var minutes = new int[60];
        Array.Fill(minutes, 33);
        var small = HourCost.Of(minutes, new(), 1);
        Array.Fill(minutes, 34);

        var (writes, reads) = ((2040 * 3.03125) - (1980 * 4), (2040 * 2) - 1980);
        Assert.Equal((writes * 0.000005) + (reads * 0.0000004), HourCost.Of(minutes, new(), 1).Storage - small.Storage, tolerance: 1e-9);
    }

    [Fact]
    public void Longer_calls_cost_more_and_a_shorter_lead_costs_less()
    {
        var minutes = Minutes(0, 10, 20);
        var usual = HourCost.Of(minutes, new(), 1);

        Assert.True(HourCost.Of(minutes, new() { Latency = TimeSpan.FromSeconds(20) }, 1).Invoker > usual.Invoker);
        Assert.True(HourCost.Of(minutes, new() { Lead = TimeSpan.FromSeconds(1) }, 1).Invoker < usual.Invoker);
    }

    private static int[] Minutes(params int[] busy)
    {
        var minutes = new int[60];
        foreach (var minute in busy)
            minutes[minute]++;
        return minutes;
    }
}
