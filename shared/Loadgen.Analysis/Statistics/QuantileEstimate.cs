using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Loadgen.Analysis.Statistics;

/// <summary>Estimates quantiles.</summary>
public static class QuantileEstimate
{
    private const double Tail = 0.025;

    /// <summary>A quantile by type 7 of Hyndman and Fan, and its interval.</summary>
    /// <param name="values">In any order; at least one.</param>
    /// <param name="hours">The hour of each value: values of an hour are not independent.</param>
    /// <param name="p">Above 0, below 1.</param>
    /// <returns>Without an interval where values are too few for the least and the greatest of them to enclose the quantile.</returns>
    /// <exception cref="ArgumentException">There is no value, one is not finite, or the lists are not equally long.</exception>
    public static Estimate Of(double[] values, int[] hours, double p) => Of(values, hours, [p])[0];

    /// <summary>Several quantiles of the same values, which are sorted once.</summary>
    /// <inheritdoc cref="Of(double[], int[], double)"/>
    public static IReadOnlyList<Estimate> Of(double[] values, int[] hours, params ReadOnlySpan<double> p)
    {
        Finite.Require(values, hours);
        if (values.Length == 0)
            throw new ArgumentException("no values; allowed: at least one.", nameof(values));

        var (sorted, index) = (values.ToArray(), HourIndex.From(hours));
        Array.Sort(sorted, index.Of);
        var estimates = new Estimate[p.Length];
        for (var i = 0; i < p.Length; i++)
        {
            var value = SortedValues.Quantile(sorted, p[i]);
            estimates[i] = new(value, IntervalOf(sorted, index, value, p[i]));
        }

        return estimates;
    }

    /// <summary>
    /// From the value with so few below it that the quantile is hardly lower, to the one with so few above it. How many lie below the
    /// quantile is binomial for independent values; others count for as many independent ones as would vary as much.
    /// </summary>
    private static Interval? IntervalOf(double[] sorted, HourIndex hours, double value, double p)
    {
        var n = IndependentOf(sorted, hours, value, p);
        if (Math.Pow(p, n) > Tail || Math.Pow(1 - p, n) > Tail)
            return null;

        // A rank among the independent ones is one among all at the same height.
        var scale = (sorted.Length + 1) / (n + 1);
        var low = (int)Math.Floor(RankOf(n, p, 1 - Tail) * scale);
        var high = (int)Math.Ceiling(RankOf(n, p, Tail) * scale);
        return new(sorted[Math.Max(low, 1) - 1], sorted[Math.Min(high, sorted.Length) - 1]);
    }

    /// <summary>The rank, between whole numbers too, that so many of <paramref name="n"/> values reach with this probability.</summary>
    private static double RankOf(double n, double p, double probability)
    {
        // At whole ranks this is the chance that at least as many values lie below the quantile.
        var (low, high) = (1.0, n);
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            if (SpecialFunctions.BetaRegularized(middle, n - middle + 1, p) >= probability)
                low = middle;
            else
                high = middle;
        }

        return Math.Round((low + high) / 2, 9);
    }

    private static double IndependentOf(double[] sorted, HourIndex hours, double value, double p)
    {
        double n = sorted.Length;
        if (hours.Count == 1 || hours.Count == sorted.Length)
            return n;

        // Woodruff (1952): the variance, over hours, of the share of values up to the quantile; with as few hours as there are, by t.
        var (below, sizes) = (new double[hours.Count], new double[hours.Count]);
        for (var i = 0; i < sorted.Length; i++)
        {
            below[hours.Of[i]] += sorted[i] <= value ? 1 : 0;
            sizes[hours.Of[i]]++;
        }

        var share = below.Sum() / n;
        var squares = below.Zip(sizes, (count, size) => Math.Pow(count - (share * size), 2)).Sum();
        var variance = squares * hours.Count / (hours.Count - 1) / (n * n);
        var design = Math.Max(1, variance / (p * (1 - p) / n));
        var expansion = StudentT.InvCDF(0, 1, hours.Count - 1, Tail) / Normal.InvCDF(0, 1, Tail);
        return n / (design * expansion * expansion);
    }
}
