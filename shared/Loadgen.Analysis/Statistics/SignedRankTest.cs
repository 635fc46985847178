using MathNet.Numerics.Distributions;

namespace Loadgen.Analysis.Statistics;

/// <summary>
/// Wilcoxon's signed-rank test of whether differences lie around 0, two-sided. Differences of 0 are dropped; equal ones share their ranks.
/// </summary>
/// <param name="Positive">The sum of the ranks of positive differences: R's V.</param>
/// <param name="P">Exact for at most 50 differences of which none are equal or 0, else by the normal distribution, corrected for ties and
/// for continuity.</param>
internal sealed record SignedRankTest(double Positive, double P)
{
    private const int MostExact = 50;

    public static SignedRankTest Of(IReadOnlyList<double> differences)
    {
        var sorted = differences.Where(difference => difference != 0).OrderBy(Math.Abs).ToArray();
        if (sorted.Length == 0)
            return new(0, 1);

        var (positive, ties) = (0.0, 0.0);
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            end = start;
            for (; end < sorted.Length && Math.Abs(sorted[end]) == Math.Abs(sorted[start]); end++)
            {
            }

            var (equal, rank) = (end - start, (start + 1 + end) / 2.0);
            positive += rank * sorted[start..end].Count(difference => difference > 0);
            ties += (Math.Pow(equal, 3) - equal) / 48;
        }

        var isExact = sorted.Length <= MostExact && ties == 0 && sorted.Length == differences.Count;
        return new(positive, isExact ? Exact(sorted.Length, (int)positive) : Approximate(sorted.Length, positive, ties));
    }

    internal static double Exact(int n, int positive)
    {
        // How many of the 2^n ways to give signs to ranks have each sum. Up to 2^53 they are exact.
        var ways = new double[(n * (n + 1) / 2) + 1];
        ways[0] = 1;
        for (var rank = 1; rank <= n; rank++)
        {
            for (var sum = rank * (rank + 1) / 2; sum >= rank; sum--)
                ways[sum] += ways[sum - rank];
        }

        var smaller = Math.Min(positive, ways.Length - 1 - positive);
        return Math.Min(1, 2 * ways.Take(smaller + 1).Sum() / Math.Pow(2, n));
    }

    internal static double Approximate(double n, double positive, double ties)
    {
        var distance = Math.Abs(positive - (n * (n + 1) / 4));
        var deviation = Math.Sqrt((n * (n + 1) * ((2 * n) + 1) / 24) - ties);
        return Math.Min(1, 2 * Normal.CDF(0, 1, -(distance - 0.5) / deviation));
    }
}
