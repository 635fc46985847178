using System.Globalization;

namespace Loadgen.Cli.Pages;

/// <summary>An axis, from 0 on unless told otherwise.</summary>
/// <param name="End">Where it ends, above where it begins.</param>
/// <param name="Ticks">The values that are labelled, from the least on.</param>
internal sealed record Axis(double End, IReadOnlyList<double> Ticks)
{
    /// <summary>Where it begins.</summary>
    public double Start { get; init; }

    /// <summary>What makes equal steps of equal differences: a logarithm, perhaps.</summary>
    public Func<double, double> Scale { get; init; } = static value => value;

    /// <summary>A value as it is written.</summary>
    public Func<double, string> Label { get; init; } = static value => value.ToString("#,0.######", CultureInfo.InvariantCulture);

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

    /// <summary>How far along the axis a value lies, 0–1; what lies beyond is drawn at the end.</summary>
    public double PartOf(double value)
    {
        var start = Scale(Start);
        return Math.Clamp((Scale(value) - start) / (Scale(End) - start), 0, 1);
    }

    private static double StepOf(double most, int ticks) => Scales.Rounded(Math.Max(1, most / ticks));
}
