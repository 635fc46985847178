using FsCheck.Xunit;
using Loadgen.Analysis.Statistics;

namespace Loadgen.Analysis.Tests.Statistics;

public sealed class QuantileEstimateTests
{
    private const double Half = 0.5;

    [Theory]
    // Hyndman and Fan (1996), definition 7, which is the default of R's quantile: position 1 + (n − 1) p.
    [InlineData(0.25, 3.25, "position 3.25 of 1…10: R's quantile(1:10, 0.25)")]
    [InlineData(0.5, 5.5, "between 5 and 6")]
    [InlineData(0.9, 9.1, "position 9.1")]
    [InlineData(0.99, 9.91, "position 9.91")]
    public void Values_are_those_of_R(double p, double expected, string reason)
    {
        var estimate = QuantileEstimate.Of([10, 2, 3, 4, 5, 6, 7, 8, 9, 1], new int[10], p);

        Assert.True(Math.Abs(estimate.Value - expected) < 1e-9, $"{reason}: {estimate}");
    }

    public static TheoryData<int, double, int, int, string> OrderStatistics => new()
    {
        // The largest rank l of which P(X ≥ l) ≥ 0.975, and the smallest u of which P(X ≥ u) ≤ 0.025, X binomial: R's
        // qbinom(c(0.025, 0.975), n, p) + c(0, 1). For the median the table is that of the sign test, such as in Hollander and Wolfe, A.2.
        { 6, Half, 1, 6, "P(X ≥ 6) = 1/64 = 0.0156; with five, 1/32 would be too much" },
        { 10, Half, 2, 9, "P(X ≥ 9) = 11/1024 = 0.0107, P(X ≥ 8) = 56/1024" },
        { 20, Half, 6, 15, "P(X ≥ 15) = 0.0207, P(X ≥ 14) = 0.0577" },
        { 100, Half, 40, 61, "P(X ≥ 61) = 0.0176, P(X ≥ 60) = 0.0284" },
        { 36, 0.9, 29, 36, "0.9³⁶ = 0.0225" },
        { 72, 0.95, 64, 72, "0.95⁷² = 0.0249" },
    };

    [Theory]
    [MemberData(nameof(OrderStatistics))]
    public void With_one_value_an_hour_ends_are_binomial_order_statistics(int n, double p, int low, int high, string reason)
    {
        double[] values = [.. Enumerable.Range(1, n).Select(rank => (double)rank)];

        Assert.True(
            QuantileEstimate.Of(values, [.. Enumerable.Range(0, n)], p).Interval == new Interval(low, high),
            $"{reason}: {QuantileEstimate.Of(values, [.. Enumerable.Range(0, n)], p)}");
        Assert.True(QuantileEstimate.Of(values, new int[n], p).Interval == new Interval(low, high), $"{reason}, in one hour");
    }

    [Theory]
    [InlineData(5, 0.5, "0.5⁵ = 0.031")]
    [InlineData(35, 0.9, "0.9³⁵ = 0.02503")]
    [InlineData(71, 0.95, "0.95⁷¹ = 0.0262")]
    [InlineData(367, 0.99, "0.99³⁶⁷ = 0.02501")]
    [InlineData(1, 0.5, "one alone")]
    public void Where_the_greatest_value_may_lie_below_there_is_no_interval(int n, double p, string reason) => Assert.True(
        QuantileEstimate.Of([.. Enumerable.Range(0, n).Select(i => (double)i)], [.. Enumerable.Range(0, n)], p).Interval is null, reason);

    [Fact]
    public void Hours_that_repeat_themselves_tell_no_more_than_one_value_of_each()
    {
        // 30 hours, each with 8 times the same: as many independent values as hours, and Student's t instead of z.
        double[] values = [.. Enumerable.Range(0, 240).Select(i => (double)(i / 8))];
        int[] hours = [.. Enumerable.Range(0, 240).Select(i => i / 8)];

        var interval = QuantileEstimate.Of(values, hours, 0.5).Interval!;
        var alone = QuantileEstimate.Of([.. Enumerable.Range(0, 30).Select(i => (double)i)], [.. Enumerable.Range(0, 30)], 0.5).Interval!;

        Assert.InRange(interval.Low, alone.Low - 2, alone.Low);
        Assert.InRange(interval.High, alone.High, alone.High + 2);
    }

    [Fact]
    public void Hours_that_are_alike_tell_as_much_as_independent_values()
    {
        double[] values = [.. Enumerable.Range(0, 2400).Select(i => (double)(i % 8) + (i / 1e4))];
        int[] hours = [.. Enumerable.Range(0, 2400).Select(i => i / 8)];

        Assert.Equal(
            QuantileEstimate.Of(values, [.. Enumerable.Range(0, 2400)], 0.9).Interval!.High,
            QuantileEstimate.Of(values, hours, 0.9).Interval!.High,
            0.01);
    }

    [Fact]
    public void Two_hours_are_too_few_for_an_interval() =>
        Assert.Null(QuantileEstimate.Of(
            [.. Enumerable.Range(0, 100).Select(i => (double)i)], [.. Enumerable.Range(0, 100).Select(i => i / 50)], 0.5).Interval);

    [Property]
    public bool An_interval_holds_its_value_and_ends_in_values(int[] numbers)
    {
        double[] values = [.. numbers.Append(1).Select(number => (double)number)];
        int[] hours = [.. values.Select((_, i) => i / 3)];

        return QuantileEstimate.Of(values, hours, 0.1, 0.5, 0.9).All(estimate => estimate.Interval is not { } interval
            || (interval.Low <= estimate.Value && estimate.Value <= interval.High
                && values.Contains(interval.Low) && values.Contains(interval.High)));
    }

    [Fact]
    public void What_was_given_stays_in_its_order()
    {
        double[] values = [3, 1, 2];
        int[] hours = [5, 6, 7];

        QuantileEstimate.Of(values, hours, 0.5);

        Assert.Equal([3, 1, 2], values);
        Assert.Equal([5, 6, 7], hours);
    }

    [Fact]
    public void No_values_and_values_that_are_none_are_refused()
    {
        Assert.Throws<ArgumentException>(() => QuantileEstimate.Of([], [], 0.5));
        Assert.Throws<ArgumentException>(() => QuantileEstimate.Of([double.NaN], [0], 0.5));
        Assert.Throws<ArgumentException>(() => QuantileEstimate.Of([1], [0, 1], 0.5));
    }
}
