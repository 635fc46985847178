using Loadgen.Analysis.Figures;

namespace Loadgen.Cli.Reports;

/// <summary>Pictures for a paper: as wide as one of two columns, readable without colour, each as SVG and as PNG.</summary>
internal static class PaperFigures
{
    /// <summary>Of a column of 84 mm, in pixels of 0.21 mm: text of 12 of them is set in 7 points.</summary>
    public const int Width = 400;

    private const int Height = 270;

    /// <summary>What makes 300 dots an inch of them.</summary>
    private const double Sharpness = 2.5;

    /// <summary>How high a row is, and the axis below the rows.</summary>
    private const int RowHeight = 22, Frame = 65;

    /// <summary>Writes two files for each picture, named as it is, over those that there are.</summary>
    /// <param name="folder">Made where it is missing.</param>
    /// <exception cref="UsageException">The machine has no fonts.</exception>
    public static void Write(IReadOnlyList<Figure> figures, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var figure in figures)
        {
            using var plot = PaperPlots.Of(figure);
            var height = HeightOf(figure);
            plot.ScaleFactor = Sharpness;
            plot.SavePng(Path.Combine(folder, $"{figure.Id}.png"), (int)(Width * Sharpness), (int)(height * Sharpness));
            plot.ScaleFactor = 1;
            PaperSvg.Of(plot, Width, height).Save(Path.Combine(folder, $"{figure.Id}.svg"));
        }
    }

    private static int HeightOf(Figure figure) => figure switch
    {
        IntervalFigure intervals => Frame + (intervals.Rows.Count * RowHeight),
        StackedFigure stack => Frame + (stack.Bars.Count * RowHeight) + (int)PaperAxes.LegendHeight(stack.Parts, Width),
        GridFigure grid => Frame + (grid.Rows.Count * RowHeight),
        _ => Height,
    };
}
