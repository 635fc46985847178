using Loadgen.Cli.Output;
using Loadgen.Cli.Pages;
using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;
using PaperPlot = ScottPlot.Plot;

namespace Loadgen.Cli.Reports;

/// <summary>What stands around a picture on paper.</summary>
internal static class PaperAxes
{
    /// <summary>Longer names of rows leave no room for the picture.</summary>
    private const int LongestName = 26;

    private const float TextSize = 12, LastLabel = 22, LegendRow = 20;

    /// <summary>What an entry of a legend takes beside its name, and a letter of that, rather too much than too little.</summary>
    private const float SampleWidth = 45, LetterWidth = 7;

    private static readonly string[] Preferred = ["Liberation Sans", "Arial", "Helvetica", "DejaVu Sans"];

    public static void Prepare(PaperPlot plot)
    {
        plot.Font.Set(FontOf([.. SKFontManager.Default.FontFamilies]));
        plot.Grid.MajorLineColor = Colors.Black.WithAlpha(0.15);
        plot.Axes.Right.FrameLineStyle.Width = plot.Axes.Top.FrameLineStyle.Width = 0;
        // The last label sticks out.
        plot.Axes.Right.MinimumSize = LastLabel;
    }

    /// <summary>Of a machine's fonts the one that is nearest to what papers set their pictures in.</summary>
    /// <exception cref="UsageException">It has none: Skia, which brings none either, would leave all words out.</exception>
    public static string FontOf(IReadOnlyList<string> fonts) =>
        Preferred.FirstOrDefault(fonts.Contains) ?? fonts.FirstOrDefault() ?? throw new UsageException(
            "--plots: this machine has no fonts, without which pictures have no words. Install some, such as Debian's fonts-liberation.");

    /// <summary>An axis of numbers.</summary>
    public static void Number(IAxis side, Axis axis, string label)
    {
        side.TickGenerator = new NumericManual(
            [.. axis.Ticks.Select(axis.PartOf)], [.. axis.Ticks.Select(axis.Label)]);
        (side.Label.Text, side.Label.Bold, side.Label.FontSize) = (label, false, TextSize);
        side.TickLabelStyle.FontSize = TextSize;
    }

    /// <summary>The names of rows, from top to bottom.</summary>
    public static void Name(PaperPlot plot, IEnumerable<string> rows)
    {
        string[] names = [.. rows.Select(row => Shortened.Of(row, LongestName))];
        plot.Axes.Left.TickGenerator = new NumericManual([.. names.Select((_, i) => 1 - ((i + 0.5) / names.Length))], names);
        plot.Axes.Left.TickLabelStyle.FontSize = TextSize;
        plot.Axes.Left.MajorTickStyle.Length = 0;
        plot.Grid.YAxisStyle.IsVisible = false;
    }

    /// <summary>Which mark is what, below the picture; a single one needs no word.</summary>
    /// <param name="width">Of the picture.</param>
    public static void Explain(PaperPlot plot, IEnumerable<LegendItem> entries, int width)
    {
        LegendItem[] items = [.. entries];
        if (items.Length < 2)
            return;
        plot.Legend.ManualItems.AddRange(items);
        (plot.Legend.DisplayPlottableLegendItems, plot.Legend.Orientation) = (false, Orientation.Horizontal);
        (plot.Legend.FontSize, plot.Legend.OutlineWidth, plot.Legend.ShadowColor) = (TextSize, 0, Colors.Transparent);
        (plot.Legend.Margin, plot.Legend.Padding) = (new(0), new(3));
        plot.Legend.TightHorizontalWrapping = true;
        var panel = plot.ShowLegend(Edge.Bottom);
        (panel.Padding, panel.MinimumSize) = (new(0), LegendHeight([.. items.Select(item => item.LabelText)], width));
    }

    /// <summary>How high a legend is: ScottPlot wraps its entries, and then keeps room for one line of them.</summary>
    public static float LegendHeight(IReadOnlyList<string> names, int width)
    {
        var (rows, taken) = (1, 0f);
        foreach (var name in names)
        {
            var needed = SampleWidth + (name.Length * LetterWidth);
            if (taken > 0 && taken + needed > width)
                (rows, taken) = (rows + 1, 0);
            taken += needed;
        }

        return rows * LegendRow;
    }
}
