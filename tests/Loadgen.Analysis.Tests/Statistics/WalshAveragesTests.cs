using FsCheck.Xunit;
using Loadgen.Analysis.Statistics;
using Loadgen.Randomness;

namespace Loadgen.Analysis.Tests.Statistics;

public sealed class WalshAveragesTests
{
    [Fact]
    public void The_published_estimate_is_met()
    {
        // Hollander and Wolfe (1973), the depression data of R's ?wilcox.test; R's pseudomedian with conf.int = TRUE is 0.46.
        Assert.Equal(0.46, Of([0.952, -0.147, 1.022, 0.43, 0.62, 0.59, 0.49, -0.08, 0.01]).Median, 12);
    }

    [Theory]
    [InlineData(new[] { 5.0 }, 5, "one alone")]
    [InlineData(new[] { 1.0, 2 }, 1.5, "1, 1.5, 2")]
    [InlineData(new[] { 1.0, 2, 10 }, 3.75, "1, 1.5, 2, 5.5, 6, 10: between 2 and 5.5")]
    [InlineData(new[] { 3.0, 3, 3, 3 }, 3, "all equal")]
    [InlineData(new[] { -1.0, 1 }, 0, "around 0")]
    [InlineData(new[] { double.MaxValue, double.MaxValue }, double.MaxValue, "no sum overflows")]
    public void The_median_of_averages_is_found(double[] values, double expected, string reason) =>
        Assert.True(Of(values).Median == expected, reason);

    [Property]
    public bool Every_rank_is_that_of_the_sorted_averages(int[] numbers)
    {
        double[] values = [.. numbers.Append(0).Take(40).Select(number => number % 20 / 4.0)];
        var averages = Sorted(values);

        var fast = Of(values);

        return fast.Count == averages.Count
            && Enumerable.Range(1, averages.Count).All(rank => fast.Select(rank) == averages[rank - 1])
            && fast.Median == (averages[(averages.Count - 1) / 2] + averages[averages.Count / 2]) / 2;
    }

    [Property]
    public bool The_least_one_that_is_enough_is_found(int[] numbers, int limit)
    {
        double[] values = [.. numbers.Append(0).Take(40).Select(number => number % 20 / 4.0)];
        var (averages, enough) = (Sorted(values), limit % 6);

        return Of(values).FindLeast(average => average >= enough)
            == (averages.Exists(average => average >= enough) ? averages.First(average => average >= enough) : averages[^1]);
    }

    [Property]
    public bool Pairs_are_counted_by_their_groups(int[] numbers, int limit)
    {
        double[] values = [.. numbers.Append(0).Take(30).Select(number => number % 20 / 4.0)];
        int[] groups = [.. values.Select((_, i) => i % 3)];
        var enough = limit % 6;

        var pairs = new WalshAverages(values, groups).PairsUpTo(enough, 3);

        return Enumerable.Range(0, 9).All(cell => pairs[cell / 3][cell % 3] == values.Index()
            .Where(one => groups[one.Index] == cell / 3)
            .Sum(one => values.Index().Count(other => groups[other.Index] == cell % 3 && (one.Item + other.Item) / 2 <= enough)));
    }

    [Property]
    public bool An_influence_is_what_one_more_copy_of_a_group_changes(int[] numbers, int limit)
    {
        double[] values = [.. numbers.Append(0).Take(30).Select(number => number % 20 / 4.0)];
        int[] groups = [.. values.Select((_, i) => i % 3)];
        var enough = limit % 6;

        var influences = new WalshAverages(values, groups).InfluencesAt(enough, 3);

        // The derivative of Σ w w' [average ≤ limit] / (Σ w)² by the weight of a group, at weights of 1.
        const double Step = 1e-6;
        return Enumerable.Range(0, 3).All(group =>
            Math.Abs(((ShareOf(group, 1 + Step) - ShareOf(group, 1 - Step)) / (2 * Step)) - influences[group]) < 1e-6);

        double ShareOf(int group, double weight)
        {
            double[] weights = [.. groups.Select(each => each == group ? weight : 1)];
            var upTo = values.Index().Sum(one => values.Index().Sum(other =>
                (one.Item + other.Item) / 2 <= enough ? weights[one.Index] * weights[other.Index] : 0));
            return upTo / Math.Pow(weights.Sum(), 2);
        }
    }

    [Fact]
    public void Many_values_take_neither_time_nor_memory_of_their_pairs()
    {
        // 3.2 billion averages: 26 GB, where they were written down.
        var random = new SplitMix(1);
        double[] values = [.. Enumerable.Range(0, 80_000).Select(_ => random.Unit())];

        Assert.InRange(Of(values).Median, 0.495, 0.505);
    }

    private static WalshAverages Of(double[] values) => new(values, new int[values.Length]);

    private static List<double> Sorted(double[] values) =>
        [.. values.SelectMany((one, i) => values.Skip(i).Select(other => (one + other) / 2)).Order()];
}
