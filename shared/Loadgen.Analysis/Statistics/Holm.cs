namespace Loadgen.Analysis.Statistics;

/// <summary>Holm's (1979) correction of p-values for their number.</summary>
public static class Holm
{
    /// <summary>
    /// The p-values, each so much larger that, of any number of true null hypotheses, none at all is rejected at 5% in 95% of cases.
    /// </summary>
    /// <param name="p">In any order, which the result keeps.</param>
    public static IReadOnlyList<double> Adjust(IReadOnlyList<double> p)
    {
        var adjusted = new double[p.Count];
        var (largest, left) = (0.0, p.Count);
        foreach (var (index, value) in p.Index().OrderBy(entry => entry.Item))
        {
            largest = Math.Max(largest, Math.Min(1, left-- * value));
            adjusted[index] = largest;
        }

        return adjusted;
    }
}
