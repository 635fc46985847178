namespace Loadgen.Analysis.Statistics;

/// <summary>Values in ascending order.</summary>
internal static class SortedValues
{
    /// <summary>
    /// The quantile between the two values that lie next to it: type 7 of Hyndman and Fan (1996), which R, NumPy and DuckDB's
    /// <c>quantile_cont</c> have as their own.
    /// </summary>
    /// <param name="p">0 to 1.</param>
    public static double Quantile(ReadOnlySpan<double> sorted, double p)
    {
        var position = (sorted.Length - 1) * p;
        var below = (int)position;
        var fraction = position - below;
        return fraction == 0 ? sorted[below] : (sorted[below] * (1 - fraction)) + (sorted[below + 1] * fraction);
    }
}
