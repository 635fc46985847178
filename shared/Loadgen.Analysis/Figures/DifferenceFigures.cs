using Loadgen.Analysis.Reports;

namespace Loadgen.Analysis.Figures;

/// <summary>By how much an approach differs from the baseline, with the intervals in which the differences lie.</summary>
internal static class DifferenceFigures
{
    public static IEnumerable<Figure> Of(FigureContext context) => context.Report.Comparisons
        .Where(comparison => comparison.Result.Pairs > 0 && context.Functions.Contains(comparison.Function))
        .GroupBy(comparison => comparison.Measure)
        .OrderBy(group => group.Key)
        .Select((group, i) => FigureOf(context, group.Key, [.. group]) with { Note = NoteOf(i == 0 ? context.Others : "") });

    private static string NoteOf(string others) =>
        $"A filled mark: a difference is shown. An empty one: none can be shown, or there are too few pairs. {others}".TrimEnd();

    private static IntervalFigure FigureOf(FigureContext context, LatencyMeasure measure, List<Comparison> comparisons)
    {
        var several = comparisons.DistinctBy(comparison => (comparison.Approach, comparison.Baseline)).Count() > 1;
        var rows = comparisons.ConvertAll(comparison => RowOf(context, comparison, several));
        var sizes = rows.SelectMany(row => new[] { row.Low, row.Value, row.High }).Select(Math.Abs).Where(size => size > 0).ToList();
        var typical = rows.Select(row => Math.Max(Math.Abs(row.Low), Math.Abs(row.High))).Where(size => size > 0).ToList();
        var isSigned = sizes.Count > 0 && FigureContext.SpansDecades(typical.Min(), typical.Max());
        return new(
            context.IdOf(measure == LatencyMeasure.RoundTrip ? "differences" : $"differences-{measure}"),
            several
                ? $"Differences from the baseline: {FigureContext.WordOf(measure)}"
                : $"{comparisons[0].Approach.Label} minus {comparisons[0].Baseline.Label}: {FigureContext.WordOf(measure)}",
            string.Join(' ', comparisons.Select(comparison => $"{comparison.Sentence.TrimEnd('.')}.")))
        {
            Topic = "Differences from the baseline",
            Horizontal = new("difference (ms); right of 0 is slower", isSigned ? FigureScale.SignedLog : FigureScale.Linear),
            Rows = rows,
            Table = new(
                ["function", "approach", "baseline", "difference (ms)", "from (ms)", "to (ms)", "pairs", "shown"],
                [.. comparisons.Select(CellsOf)]),
        };
    }

    private static FigureInterval RowOf(FigureContext context, Comparison comparison, bool several)
    {
        var (value, interval) = (comparison.Result.Difference.Value, comparison.Result.Difference.Interval);
        var function = FigureContext.NameOf(comparison.Function);
        return new(
            several ? $"{function}: {FigureContext.NameOf(comparison.Approach.Label)}" : function,
            context.StyleOf(comparison.Approach.Label),
            value,
            interval?.Low ?? value,
            interval?.High ?? value,
            comparison.Finding is Finding.Faster or Finding.Slower);
    }

    private static IReadOnlyList<object?> CellsOf(Comparison comparison) =>
    [
        comparison.Function,
        comparison.Approach.Label,
        comparison.Baseline.Label,
        comparison.Result.Difference.Value,
        comparison.Result.Difference.Interval?.Low,
        comparison.Result.Difference.Interval?.High,
        comparison.Result.Pairs,
        comparison.Finding switch { Finding.Faster => "faster", Finding.Slower => "slower", _ => "~" },
    ];
}
