using System.Globalization;
using System.Text;

namespace Loadgen.Cli.Pages;

/// <summary>
/// Series of points in a plot. Each style has a colour, a pattern of dashes and a mark of its own,
/// so that it is told apart without colour. Marks
/// are the ends of lines that have hardly any length: unlike circles, they are not stretched with the plot.
/// </summary>
internal static class SeriesMarks
{
    /// <summary>How many styles there are.</summary>
    public const int Styles = 6;

    /// <summary>About so many marks are on a line.</summary>
    private const int MarksOnLine = 7;

    private const double MarkOnLine = 7;

    /// <summary>The width of a mark of nothing, and what the largest has more, in pixels.</summary>
    private const double SmallestMark = 4, LargestMark = 12;

    /// <summary>Lines through points, and the style's marks on them.</summary>
    /// <param name="runs">The points that are joined with each other.</param>
    /// <param name="isSteps">Whether a value holds until the next one.</param>
    /// <param name="isMarked">Whether the lines have marks.</param>
    public static Html Line(
        IReadOnlyList<(double X, double Y)[]> runs, int style, Axis horizontal, Axis vertical, bool isSteps, bool isMarked)
    {
        var path = new StringBuilder();
        foreach (var (i, point) in runs.SelectMany(run => run.Index()))
        {
            var (x, y) = (XOf(point.X, horizontal), YOf(point.Y, vertical));
            if (i > 0 && isSteps)
                path.Append(CultureInfo.InvariantCulture, $"H{x:0.#}V{y:0.#}");
            else
                path.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? 'M' : 'L')}{x:0.#} {y:0.#}");
        }

        var each = Math.Max(1, runs.Sum(run => run.Length) / MarksOnLine);
        var marked = runs.SelectMany(run => run).Where((_, i) => i % each == each / 2).Select(point => (point.X, point.Y, MarkOnLine));
        return Html.Of($"""
            <path class="line s{style % Styles}" d="{path.ToString()}"/>
            {(isMarked ? Dots(marked, style, horizontal, vertical) : default)}
            """);
    }

    /// <summary>Points that stand for more and less.</summary>
    public static Html Weighted(IEnumerable<(double X, double Y, double Part)> points, int style, Axis horizontal, Axis vertical) =>
        Dots(points.Select(point => (point.X, point.Y, SmallestMark + (Math.Sqrt(point.Part) * LargestMark))), style, horizontal, vertical);

    /// <summary>What lies between two values.</summary>
    public static Html Band(IEnumerable<(double X, double Low, double High)[]> runs, int style, Axis horizontal, Axis vertical)
    {
        var path = new StringBuilder();
        foreach (var run in runs)
        {
            var (there, back) = (run.Select(point => (point.X, point.High)), run.Reverse().Select(point => (point.X, point.Low)));
            foreach (var (i, (x, y)) in there.Concat(back).Index())
                path.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? 'M' : 'L')}{XOf(x, horizontal):0.#} {YOf(y, vertical):0.#}");
            path.Append('Z');
        }

        return Html.Of($"""<path class="band s{style % Styles}" d="{path.ToString()}"/>""");
    }

    /// <summary>A whisker from end to end, and the mark of a value on it.</summary>
    /// <param name="y">Its place from the top, 0–1.</param>
    /// <param name="isFilled">Whether the mark is filled.</param>
    public static Html Whisker(double low, double value, double high, double y, int style, bool isFilled, Axis horizontal)
    {
        var (top, x) = (Plot.Side * y, XOf(value, horizontal));
        return Html.Of($"""
            <path class="whisker s{style % Styles}" d="M{XOf(low, horizontal):0.#} {top:0.#}H{XOf(high, horizontal):0.#}"/>
            <path class="dot s{style % Styles}" stroke-width="10" d="M{x:0.#} {top:0.#}h.01"/>
            {(isFilled ? default : Html.Of($"""<path class="hole" stroke-width="5" d="M{x:0.#} {top:0.#}h.01"/>"""))}
            """);
    }

    private static Html Dots(IEnumerable<(double X, double Y, double Size)> points, int style, Axis horizontal, Axis vertical) =>
        Html.Of($"{points.GroupBy(point => Math.Round(point.Size)).Select(group =>
        {
            var path = new StringBuilder();
            foreach (var (x, y, _) in group)
                path.Append(CultureInfo.InvariantCulture, $"M{XOf(x, horizontal):0.#} {YOf(y, vertical):0.#}h.01");
            var hole = style % Styles is 2 or 3 or 5
                ? Html.Of($"""<path class="hole s{style % Styles}" stroke-width="{group.Key * 0.5:0.#}" d="{path.ToString()}"/>""")
                : default;
            return Html.Of($"""<path class="dot s{style % Styles}" stroke-width="{group.Key:0}" d="{path.ToString()}"/>{hole}""");
        })}");

    private static double XOf(double value, Axis horizontal) => Plot.Side * horizontal.PartOf(value);

    private static double YOf(double value, Axis vertical) => Plot.Side * (1 - vertical.PartOf(value));
}
