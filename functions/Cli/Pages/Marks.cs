using System.Globalization;
using System.Text;

namespace Loadgen.Cli.Pages;

/// <summary>What is drawn in a plot.</summary>
internal static class Marks
{
    /// <summary>The part of a column that its bar takes.</summary>
    private const double BarWidth = 0.8;

    /// <summary>A filled outline of many columns side by side.</summary>
    public static Html Area(IReadOnlyList<int> values, Axis vertical)
    {
        var path = new StringBuilder("M0 1000");
        for (var i = 0; i < values.Count; i++)
            path.Append(CultureInfo.InvariantCulture, $"V{YOf(values[i], vertical):0.##}H{Plot.Side * (i + 1) / values.Count:0.##}");
        return Html.Of($"""<path class="mark" d="{path.Append("V1000Z").ToString()}"/>""");
    }

    /// <summary>A bar for each value, with a text for who points at it.</summary>
    public static Html Bars(IReadOnlyList<int> values, Axis vertical, Func<int, string> textOf)
    {
        var width = Plot.Side / values.Count;
        return Html.Of($"{values.Select(BarOf)}");

        Html BarOf(int value, int i)
        {
            var (x, y) = (width * (i + ((1 - BarWidth) / 2)), YOf(value, vertical));
            return Html.Of($"""
                <rect class="mark" x="{x:0.##}" y="{y:0.##}" width="{width * BarWidth:0.##}" height="{Plot.Side - y:0.##}">
                <title>{textOf(i)}</title></rect>
                """);
        }
    }

    /// <summary>A bar in a row of a table, beside the number that it shows.</summary>
    /// <param name="part">How long it is, 0–1.</param>
    public static Html Bar(double part) => Html.Of($"""
        <svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
        <rect class="mark" width="{part * Plot.Side:0.##}" height="10"/></svg>
        """);

    private static double YOf(double value, Axis vertical) => Plot.Side * (1 - vertical.PartOf(value));
}
