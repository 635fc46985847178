namespace Loadgen.Analysis.Statistics;

/// <summary>Estimates how many times as much a baseline takes: Speedup, Powerup, Greenup.</summary>
public static class RatioEstimate
{
    // What rounding leaves where all hours have the same ratio.
    private const double LeastError = 1e-7;

    /// <summary>The sum of the baseline ÷ the sum of the approach.</summary>
    /// <param name="seed">The same seed gives the same interval.</param>
    /// <returns>
    /// <see langword="null"/> where one of the sums is not above 0. There is no interval with fewer than 6 hours, nor where a few of them
    /// have all there is.
    /// </returns>
    /// <exception cref="ArgumentException">A value is not finite, or the lists are not equally long.</exception>
    public static Estimate? Of(PairedSample sample, int seed)
    {
        Finite.Require(sample);
        return Of(sample, HourIndex.From(sample.Hours), seed);
    }

    internal static Estimate? Of(PairedSample sample, HourIndex hours, int seed)
    {
        var (baseline, approach) = (hours.Sums(sample.Baseline), hours.Sums(sample.Approach));
        if (baseline.Sum() <= 0 || approach.Sum() <= 0)
            return null;

        var ratio = baseline.Sum() / approach.Sum();
        return new(ratio, hours.Count < HourBootstrap.FewestHours ? null : IntervalOf(baseline, approach, seed));
    }

    /// <summary>
    /// By the bootstrap-t on the logarithm (Efron and Tibshirani 1993, chapter 12): sums are as skewed as latencies, and a resample with
    /// fewer of the longest ones has a smaller standard error as well, which an interval of percentiles does not see.
    /// </summary>
    private static Interval? IntervalOf(double[] baseline, double[] approach, int seed)
    {
        double[] squares = [.. baseline.Select(value => value * value)], others = [.. approach.Select(value => value * value)];
        double[] products = [.. baseline.Zip(approach, (one, other) => one * other)];
        var bootstrap = new HourBootstrap(baseline.Length, seed);
        var sums = bootstrap.SumsOf(baseline, approach, squares, products, others);

        var (value, error) = LogarithmOf(baseline.Sum(), approach.Sum(), squares.Sum(), products.Sum(), others.Sum());
        var distances = new double[sums[0].Length];
        for (var i = 0; i < distances.Length; i++)
        {
            var (drawn, itsError) = LogarithmOf(sums[0][i], sums[1][i], sums[2][i], sums[3][i], sums[4][i]);
            distances[i] = (drawn - value) / Math.Max(itsError, LeastError);
        }

        Array.Sort(distances);
        var interval = new Interval(
            Math.Exp(value - (error * SortedValues.Quantile(distances, 0.975))),
            Math.Exp(value - (error * SortedValues.Quantile(distances, 0.025))));
        return interval.Low > 0 && double.IsFinite(interval.High) ? interval : null;
    }

    /// <summary>The logarithm of a ratio of sums, and its standard error to first order: √Σ(one/Σone − other/Σother)².</summary>
    private static (double Value, double Error) LogarithmOf(double one, double other, double squares, double products, double others)
    {
        var variance = (squares / (one * one)) - (2 * products / (one * other)) + (others / (other * other));
        return (Math.Log(one / other), variance < LeastError * LeastError ? 0 : Math.Sqrt(variance));
    }
}
