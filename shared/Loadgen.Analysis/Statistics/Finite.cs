using System.Runtime.CompilerServices;

namespace Loadgen.Analysis.Statistics;

/// <summary>What can be computed with.</summary>
internal static class Finite
{
    /// <exception cref="ArgumentException">A value is not finite, or the lists are not equally long.</exception>
    public static void Require(PairedSample sample)
    {
        Require(sample.Baseline, sample.Hours);
        Require(sample.Approach, sample.Hours);
    }

    /// <exception cref="ArgumentException">A value is not finite, or the lists are not equally long.</exception>
    public static void Require(double[] values, int[] hours, [CallerArgumentExpression(nameof(values))] string? name = null)
    {
        if (values.Length != hours.Length)
            throw new ArgumentException($"{values.Length} values, but {hours.Length} hours; allowed: as many.", name);
        if (Array.FindIndex(values, value => !double.IsFinite(value)) is >= 0 and var index)
            throw new ArgumentException(FormattableString.Invariant($"value {index} is {values[index]}; allowed: finite numbers."), name);
    }
}
