using Loadgen.Analysis.Figures;
using Loadgen.Cli.Pages;
using ScottPlot;
using PaperPlot = ScottPlot.Plot;

namespace Loadgen.Cli.Reports;

/// <summary>
/// Pictures as ScottPlot draws them. Its coordinates are parts of our axes, 0–1, so that paper and page have the same scales and labels.
/// </summary>
internal static class PaperPlots
{
    /// <summary>The part of a row that its bar takes.</summary>
    private const double BarHeight = 0.6;

    private const double Margin = 0.015;

    private const int MarksOnLine = 7;

    /// <summary>The width of a mark of nothing, and what the largest has more.</summary>
    private const float SmallestMark = 3, LargestMark = 9;

    public static PaperPlot Of(Figure figure)
    {
        var plot = new PaperPlot();
        PaperAxes.Prepare(plot);
        switch (figure)
        {
            case LineFigure lines:
                Draw(plot, lines);
                break;
            case IntervalFigure intervals:
                Draw(plot, intervals);
                break;
            case StackedFigure stack:
                Draw(plot, stack);
                break;
            case GridFigure grid:
                Draw(plot, grid);
                break;
            default:
                throw new ArgumentException($"No picture is drawn of a {figure.GetType().Name}.", nameof(figure));
        }

        // What lies at an end is drawn whole.
        plot.Axes.SetLimits(-Margin, 1 + Margin, figure is LineFigure ? -Margin : 0, figure is LineFigure ? 1 + Margin : 1);
        return plot;
    }

    private static void Draw(PaperPlot plot, LineFigure figure)
    {
        var points = figure.Lines.Concat(figure.Marks).SelectMany(series => series.Points).ToList();
        var horizontal = FigureAxes.Of(figure.Horizontal, points.Select(point => point.X));
        var vertical = FigureAxes.Of(figure.Vertical, points.SelectMany(point => new[] { point.Low, point.Y, point.High }));
        var heaviest = figure.Marks.SelectMany(series => series.Points).Select(point => point.Weight).DefaultIfEmpty(1).Max();
        PaperAxes.Number(plot.Axes.Bottom, horizontal, figure.Horizontal.Label);
        PaperAxes.Number(plot.Axes.Left, vertical, figure.Vertical.Label);
        foreach (var series in figure.Lines)
            Draw(plot, figure, series, horizontal, vertical);
        foreach (var series in figure.Marks)
        {
            foreach (var point in series.Points)
            {
                var size = SmallestMark + (LargestMark * (float)Math.Sqrt(point.Weight / heaviest));
                Mark(plot, point, series.Style, size, horizontal, vertical);
            }
        }

        var hasMarks = figure.Marks.Count > 0;
        var samples = figure.Lines.Select(series => PaperStyle.Of(series.Style).Sample(series.Name, hasLine: true, !hasMarks));
        PaperAxes.Explain(
            plot,
            samples.Concat(figure.Marks.Select(series => PaperStyle.Of(series.Style).Sample(series.Name, hasLine: false, hasMark: true))),
            PaperFigures.Width);
    }

    private static void Draw(PaperPlot plot, LineFigure figure, FigureSeries series, Axis horizontal, Axis vertical)
    {
        var style = PaperStyle.Of(series.Style);
        foreach (var run in series.Runs(figure.LongestStep))
        {
            var xs = run.Select(point => horizontal.PartOf(point.X)).ToArray();
            if (run.Any(point => point.High > point.Low))
            {
                double[] lows = [.. run.Select(point => vertical.PartOf(point.Low))];
                double[] highs = [.. run.Select(point => vertical.PartOf(point.High))];
                var band = plot.Add.FillY(xs, lows, highs);
                (band.FillColor, band.LineWidth) = (style.Color.WithAlpha(0.15), 0);
            }

            var line = plot.Add.Scatter(xs, run.Select(point => vertical.PartOf(point.Y)).ToArray(), style.Color);
            (line.LinePattern, line.LineWidth, line.MarkerSize) = (style.Pattern, PaperStyle.LineWidth, 0);
            line.ConnectStyle = figure.IsSteps ? ConnectStyle.StepHorizontal : ConnectStyle.Straight;
        }

        if (figure.Marks.Count > 0)
            return;
        var each = Math.Max(1, series.Points.Count / MarksOnLine);
        foreach (var point in series.Points.Where((_, i) => i % each == each / 2))
            Mark(plot, point, series.Style, PaperStyle.MarkSize, horizontal, vertical);
    }

    private static void Mark(PaperPlot plot, FigurePoint point, int style, float size, Axis horizontal, Axis vertical) =>
        PaperStyle.Of(style).Apply(plot.Add.Marker(horizontal.PartOf(point.X), vertical.PartOf(point.Y)).MarkerStyle, size);

    private static void Draw(PaperPlot plot, IntervalFigure figure)
    {
        var horizontal = FigureAxes.Of(figure.Horizontal, figure.Rows.SelectMany(row => new[] { row.Low, row.Value, row.High }));
        PaperAxes.Number(plot.Axes.Bottom, horizontal, figure.Horizontal.Label);
        PaperAxes.Name(plot, figure.Rows.Select(row => row.Label));
        plot.Add.VerticalLine(horizontal.PartOf(figure.Reference), 1, Colors.Black);
        foreach (var (i, row) in figure.Rows.Index())
        {
            var (style, y) = (PaperStyle.Of(row.Style), 1 - ((i + 0.5) / figure.Rows.Count));
            var whisker = plot.Add.Line(horizontal.PartOf(row.Low), y, horizontal.PartOf(row.High), y);
            (whisker.LineColor, whisker.LineWidth, whisker.MarkerSize) = (style.Color, 1.4f, 0);
            var mark = plot.Add.Marker(horizontal.PartOf(row.Value), y).MarkerStyle;
            style.Apply(mark, PaperStyle.MarkSize);
            (mark.Shape, mark.FillColor) = (MarkerShape.FilledCircle, row.IsShown ? style.Color : Colors.White);
            (mark.OutlineColor, mark.OutlineWidth) = (style.Color, 1.5f);
        }
    }

    private static void Draw(PaperPlot plot, StackedFigure figure)
    {
        var horizontal = FigureAxes.Of(figure.Horizontal, figure.Bars.Select(bar => bar.Values.Sum()));
        PaperAxes.Number(plot.Axes.Bottom, horizontal, figure.Horizontal.Label);
        PaperAxes.Name(plot, figure.Bars.Select(bar => bar.Label));
        foreach (var (row, bar) in figure.Bars.Index())
        {
            var middle = 1 - ((row + 0.5) / figure.Bars.Count);
            var half = BarHeight / 2 / figure.Bars.Count;
            foreach (var (i, value) in bar.Values.Index().Where(pair => pair.Item > 0))
            {
                var before = bar.Values.Take(i).Sum();
                var part = plot.Add.Rectangle(horizontal.PartOf(before), horizontal.PartOf(before + value), middle - half, middle + half);
                PaperStyle.Fill(part, i);
            }
        }

        PaperAxes.Explain(plot, figure.Parts.Select(PaperStyle.Swatch), PaperFigures.Width);
    }

    private static void Draw(PaperPlot plot, GridFigure figure)
    {
        var most = figure.Rows.SelectMany(row => row.Values).DefaultIfEmpty(1).Max();
        PaperAxes.Number(plot.Axes.Bottom, FigureAxes.OfColumns(figure), figure.Horizontal);
        PaperAxes.Name(plot, figure.Rows.Select(row => row.Label));
        var (width, height) = (1.0 / figure.Columns.Count, 1.0 / figure.Rows.Count);
        foreach (var (row, bar) in figure.Rows.Index())
        {
            foreach (var (column, value) in bar.Values.Index().Where(pair => pair.Item > 0))
            {
                var half = Math.Sqrt(value / most) * 0.45;
                var (x, y) = ((column + 0.5) * width, 1 - ((row + 0.5) * height));
                var square = plot.Add.Rectangle(x - (width * half), x + (width * half), y - (height * half), y + (height * half));
                (square.FillColor, square.LineWidth) = (PaperStyle.Of(0).Color, 0);
            }
        }
    }
}
