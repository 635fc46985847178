namespace Loadgen.Analysis.Statistics;

/// <summary>Compares what two approaches measured of the same events.</summary>
public static class PairedComparison
{
    /// <summary>Compares pair by pair, and hour by hour where pairs must be independent.</summary>
    /// <param name="sample">At least one pair.</param>
    /// <param name="seed">The same seed gives the same intervals.</param>
    /// <returns>Without intervals where there are fewer than 6 hours.</returns>
    /// <exception cref="ArgumentException">There is no pair, a value is not finite, or the lists are not equally long.</exception>
    public static PairedResult Of(PairedSample sample, int seed)
    {
        Finite.Require(sample);
        if (sample.Hours.Length == 0)
            throw new ArgumentException("no pairs; allowed: at least one.", nameof(sample));

        var hours = HourIndex.From(sample.Hours);
        var differences = new double[sample.Hours.Length];
        for (var i = 0; i < differences.Length; i++)
            differences[i] = sample.Approach[i] - sample.Baseline[i];
        var averages = new WalshAverages(differences, hours.Of);
        var median = averages.Median;
        return new(
            differences.Length,
            hours.Count,
            new(median, MedianInterval.Around(median, averages, hours, seed)),
            RatioEstimate.Of(sample, hours, seed),
            SignedRankTest.Of(hours.Medians(differences)).P);
    }
}
