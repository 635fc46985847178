using MathNet.Numerics.Distributions;

namespace Loadgen.Analysis.Statistics;

/// <summary>Estimates a share.</summary>
public static class ShareEstimate
{
    private static readonly double Z = Normal.InvCDF(0, 1, 0.975);

    /// <summary>The share, 0–1, with Wilson's (1927) interval, which takes cases to be independent.</summary>
    /// <param name="hits">The cases that count, at most <paramref name="n"/>.</param>
    /// <param name="n">All cases, at least one.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no case, or there are more hits than cases.</exception>
    public static Estimate Of(long hits, long n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(hits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hits, n);

        var share = hits / (double)n;
        var (weight, square) = (1 + (Z * Z / n), Z * Z / n);
        var (centre, half) = ((share + (square / 2)) / weight, Z / weight * Math.Sqrt((share * (1 - share) / n) + (square / (4 * n))));
        return new(share, new(hits == 0 ? 0 : centre - half, hits == n ? 1 : centre + half));
    }
}
