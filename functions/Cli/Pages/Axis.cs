using System.Globalization;

namespace Loadgen.Cli.Pages;

/// <summary>An axis from 0 on.</summary>
/// <param name="End">Where it ends, above 0.</param>
/// <param name="Ticks">The values that are labelled, from 0 on.</param>
internal sealed record Axis(double End, IReadOnlyList<double> Ticks)
{
    /// <summary>An axis of whole numbers that ends at the first tick that is no smaller than any value.</summary>
    /// <param name="most">The largest value.</param>
    /// <param name="ticks">About how many ticks it is to have.</param>
    public static Axis UpTo(double most, int ticks = 5)
    {
        var step = StepOf(most, ticks);
        var count = (int)Math.Max(1, Math.Ceiling(most / step));
        return new(count * step, [.. Enumerable.Range(0, count + 1).Select(tick => tick * step)]);
    }

    /// <summary>An axis of so many equal parts, such as hours, labelled at the beginning of some.</summary>
    /// <param name="ticks">The most labels.</param>
    public static Axis OfParts(int parts, IReadOnlyList<int> steps, int ticks)
    {
        var step = steps.FirstOrDefault(step => parts <= (long)step * ticks, (int)StepOf(parts, ticks));
        return new(parts, [.. Enumerable.Range(0, ((parts - 1) / step) + 1).Select(tick => (double)tick * step)]);
    }

    /// <summary>A value as it is written.</summary>
    public static string Label(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>How far along the axis a value lies, 0–1.</summary>
    public double PartOf(double value) => value / End;

    /// <summary>1, 2 or 5, with as many zeros as it takes.</summary>
    private static double StepOf(double most, int ticks)
    {
        var rough = Math.Max(1, most / ticks);
        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return magnitude * (rough <= magnitude ? 1 : rough <= 2 * magnitude ? 2 : rough <= 5 * magnitude ? 5 : 10);
    }
}
