using System.Globalization;
using Loadgen.Analysis.Figures;
using Loadgen.Cli.Pages;

namespace Loadgen.Cli.Reports;

/// <summary>Pictures as a page draws them, each with its table.</summary>
internal static class FigurePlots
{
    /// <summary>Rows are as high as each other: the vertical axis goes from 0, at the top, to 1.</summary>
    private static readonly Axis RowAxis = new(1, []);

    /// <summary>The part of a row that its bar takes.</summary>
    private const double BarHeight = 0.6;

    public static Html Of(Figure figure) => (figure switch
    {
        LineFigure lines => LinesOf(lines),
        IntervalFigure intervals => IntervalsOf(intervals),
        StackedFigure stack => StackOf(stack),
        GridFigure grid => GridOf(grid),
        _ => throw new ArgumentException($"No picture is drawn of a {figure.GetType().Name}.", nameof(figure)),
    }).Draw();

    private static Plot LinesOf(LineFigure figure)
    {
        var points = figure.Lines.Concat(figure.Marks).SelectMany(series => series.Points).ToList();
        var horizontal = FigureAxes.Of(figure.Horizontal, points.Select(point => point.X));
        var vertical = FigureAxes.Of(figure.Vertical, points.SelectMany(point => new[] { point.Low, point.Y, point.High }));
        var heaviest = figure.Marks.SelectMany(series => series.Points).Select(point => point.Weight).DefaultIfEmpty(1).Max();
        var hasMarks = figure.Marks.Count > 0;
        return PlotOf(figure, horizontal, vertical) with
        {
            HorizontalLabel = figure.Horizontal.Label,
            VerticalLabel = figure.Vertical.Label,
            HasVerticalGrid = figure.Horizontal.Scale != FigureScale.Time,
            Legend = hasMarks
                ? Legend.OfLinesAndMarks(figure.Lines.Select(NameOf), figure.Marks.Select(NameOf))
                : Legend.OfLines(figure.Lines.Select(NameOf)),
            Marks = Html.Of($"""
                {figure.Lines.Where(HasBand).Select(series => SeriesMarks.Band(
                    series.Runs(figure.LongestStep).Select(run => run.Select(point => (point.X, point.Low, point.High)).ToArray()),
                    series.Style,
                    horizontal,
                    vertical))}
                {figure.Lines.Select(series => SeriesMarks.Line(
                    [.. series.Runs(figure.LongestStep).Select(run => run.Select(point => (point.X, point.Y)).ToArray())],
                    series.Style,
                    horizontal,
                    vertical,
                    figure.IsSteps,
                    isMarked: !hasMarks))}
                {figure.Marks.Select(series => SeriesMarks.Weighted(
                    series.Points.Select(point => (point.X, point.Y, point.Weight / heaviest)), series.Style, horizontal, vertical))}
                """),
        };
    }

    private static Plot IntervalsOf(IntervalFigure figure)
    {
        var horizontal = FigureAxes.Of(figure.Horizontal, figure.Rows.SelectMany(row => new[] { row.Low, row.Value, row.High }));
        var zero = Plot.Side * horizontal.PartOf(figure.Reference);
        return PlotOf(figure, horizontal, RowAxis) with
        {
            Rows = [.. figure.Rows.Select(row => row.Label)],
            HorizontalLabel = figure.Horizontal.Label,
            HasVerticalGrid = true,
            Marks = Html.Of($"""
                <line class="reference" x1="{zero:0.#}" x2="{zero:0.#}" y1="0" y2="1000"/>
                {figure.Rows.Select((row, i) => SeriesMarks.Whisker(
                    row.Low, row.Value, row.High, (i + 0.5) / figure.Rows.Count, row.Style, row.IsShown, horizontal))}
                """),
        };
    }

    private static Plot StackOf(StackedFigure figure)
    {
        var horizontal = FigureAxes.Of(figure.Horizontal, figure.Bars.Select(bar => bar.Values.Sum()));
        return PlotOf(figure, horizontal, RowAxis) with
        {
            Rows = [.. figure.Bars.Select(bar => bar.Label)],
            HorizontalLabel = figure.Horizontal.Label,
            HasVerticalGrid = true,
            Legend = Legend.OfParts(figure.Parts),
            Marks = Html.Of($"{figure.Bars.SelectMany((bar, row) => figure.Parts.Select((part, i) =>
                PartOf(
                    part,
                    i,
                    bar.Values[i],
                    bar.Values.Take(i).Sum(),
                    (double)row / figure.Bars.Count,
                    1.0 / figure.Bars.Count,
                    horizontal)))}"),
        };
    }

    private static Html PartOf(string name, int index, double value, double before, double top, double height, Axis horizontal)
    {
        var (start, end) = (Plot.Side * horizontal.PartOf(before), Plot.Side * horizontal.PartOf(before + value));
        var y = Plot.Side * (top + (height * (1 - BarHeight) / 2));
        return value == 0 ? default : Html.Of($"""
            <rect class="part p{index}" x="{start:0.#}" width="{end - start:0.#}"
            y="{Plot.Side * (top + (height * (1 - BarHeight) / 2)):0.#}" height="{Plot.Side * height * BarHeight:0.#}"><title>{name}:
            {Quantity.Of(value)}</title></rect>
            """);
    }

    private static Plot GridOf(GridFigure figure)
    {
        var most = figure.Rows.SelectMany(row => row.Values).DefaultIfEmpty(1).Max();
        var (width, height) = (Plot.Side / figure.Columns.Count, Plot.Side / figure.Rows.Count);
        return PlotOf(figure, FigureAxes.OfColumns(figure), RowAxis) with
        {
            Rows = [.. figure.Rows.Select(row => row.Label)],
            HorizontalLabel = figure.Horizontal,
            HasVerticalGrid = true,
            Marks = Html.Of($"{figure.Rows.SelectMany((row, y) => row.Values.Select((value, x) => SquareOf(
                (x + 0.5) * width, (y + 0.5) * height, width, height, value / most, TextOf(row, x))))}"),
        };

        string TextOf(FigureBar row, int column) => string.Create(
            CultureInfo.InvariantCulture, $"{row.Label}, {figure.Columns[column]}:00: {row.Values[column]:N0}");
    }

    private static Html SquareOf(double x, double y, double width, double height, double part, string text)
    {
        var side = Math.Sqrt(part) * 0.9;
        return part == 0 ? default : Html.Of($"""
            <rect class="mark" x="{x - (width * side / 2):0.#}" width="{width * side:0.#}" y="{y - (height * side / 2):0.#}"
            height="{height * side:0.#}"><title>{text}</title></rect>
            """);
    }

    private static Plot PlotOf(Figure figure, Axis horizontal, Axis vertical) => new(figure.Id, figure.Title, figure.Description)
    {
        Caption = figure.Title,
        Horizontal = horizontal,
        Vertical = vertical,
        Marks = default,
        After = Html.Of($"""
            <details><summary>The same as a table</summary>
            {TableOf(figure)}
            </details>
            """),
    };

    private static Html TableOf(Figure figure)
    {
        var table = figure.Table;
        var columns = table.Columns.Select((name, i) =>
            new PageColumn(name, table.Rows.Any(row => row[i] is double or int or long) ? "n" : ""));
        var rows = table.Rows.Select(row => (IReadOnlyList<Html>)[.. row.Select(Cells.Of)]);
        return new PageTable($"{figure.Topic}: {figure.Title}", [.. columns], rows).Draw();
    }

    private static (string Name, int Style) NameOf(FigureSeries series) => (series.Name, series.Style);

    private static bool HasBand(FigureSeries series) => series.Points.Any(point => point.High > point.Low);
}
