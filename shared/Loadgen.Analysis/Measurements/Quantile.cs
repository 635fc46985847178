namespace Loadgen.Analysis.Measurements;

/// <summary>Percentiles by nearest rank: always a value that was measured, never one between two.</summary>
public static class Quantile
{
    /// <summary>The smallest value that at least <paramref name="percent"/> of all values do not exceed.</summary>
    /// <param name="sorted">Ascending; at least one.</param>
    /// <param name="percent">Above 0, at most 100.</param>
    public static T Of<T>(IReadOnlyList<T> sorted, decimal percent) =>
        sorted[(int)Math.Ceiling(percent * sorted.Count / 100) - 1];
}
