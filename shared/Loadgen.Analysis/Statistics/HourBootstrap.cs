using Loadgen.Randomness;
using MathNet.Numerics.Distributions;

namespace Loadgen.Analysis.Statistics;

/// <summary>
/// Hours that are drawn again, with replacement, as many as there are: events of an hour are not independent, hours are taken to be.
/// </summary>
internal sealed class HourBootstrap(int hours, int seed)
{
    /// <summary>With fewer hours there is no interval.</summary>
    public const int FewestHours = 6;

    private const int Resamples = 2000;

    /// <summary>
    /// The share of resamples below a 95% interval, and above it: less than 2.5% where there are few hours, since what is drawn from them
    /// varies less than what is drawn from where they came from (Hesterberg 2015, "What Teachers Should Know About the Bootstrap").
    /// </summary>
    public double Tail { get; } =
        Normal.CDF(0, 1, Math.Sqrt(hours / (hours - 1.0)) * StudentT.InvCDF(0, 1, hours - 1, 0.025));

    /// <summary>The sums of values over the hours that were drawn, which are the same in every call.</summary>
    /// <param name="values">Of each hour.</param>
    /// <returns>For each of the values the sums of all resamples.</returns>
    public double[][] SumsOf(params ReadOnlySpan<double[]> values)
    {
        var sums = new double[values.Length][];
        for (var i = 0; i < sums.Length; i++)
            sums[i] = new double[Resamples];

        var (random, drawn) = (new SplitMix((ulong)seed), new int[hours]);
        for (var resample = 0; resample < Resamples; resample++)
        {
            foreach (ref var hour in drawn.AsSpan())
                hour = random.Below(hours);
            for (var i = 0; i < sums.Length; i++)
            {
                var (sum, all) = (0.0, values[i]);
                foreach (var hour in drawn)
                    sum += all[hour];
                sums[i][resample] = sum;
            }
        }

        return sums;
    }

    /// <summary>The share of resamples that are as <paramref name="isSo"/> asks, told how often each hour was drawn.</summary>
    public double ShareOf(Predicate<int[]> isSo)
    {
        var (random, counts, share) = (new SplitMix((ulong)seed), new int[hours], 0);
        for (var resample = 0; resample < Resamples; resample++)
        {
            Array.Clear(counts);
            for (var i = 0; i < hours; i++)
                counts[random.Below(hours)]++;
            share += isSo(counts) ? 1 : 0;
        }

        return share / (double)Resamples;
    }

    /// <summary>The interval of what has these values in the resamples.</summary>
    public Interval IntervalOf(double[] resampled)
    {
        Array.Sort(resampled);
        return new(SortedValues.Quantile(resampled, Tail), SortedValues.Quantile(resampled, 1 - Tail));
    }
}
