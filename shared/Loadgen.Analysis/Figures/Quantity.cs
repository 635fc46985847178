using System.Globalization;

namespace Loadgen.Analysis.Figures;

/// <summary>Numbers as people read them.</summary>
public static class Quantity
{
    private const int Digits = 3;

    /// <summary>Three digits that matter, and all that stand before the point: <c>0.0123</c>, <c>34.2</c>, <c>12,345</c>.</summary>
    public static string Of(double value)
    {
        if (value == 0 || !double.IsFinite(value))
            return value == 0 ? "0" : "–";
        var before = (int)Math.Floor(Math.Log10(Math.Abs(value))) + 1;
        var decimals = Math.Clamp(Digits - before, 0, 15);
        var rounded = Math.Round(value, decimals, MidpointRounding.AwayFromZero);
        // 9.996 is 10.0, and not 10.00.
        if (decimals > 0 && Math.Abs(rounded) >= Math.Pow(10, before))
            decimals--;
        return rounded.ToString($"N{decimals}", CultureInfo.InvariantCulture);
    }
}
