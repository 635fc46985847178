using System.Globalization;
using Loadgen.Analysis.Reports;

namespace Loadgen.Analysis.Figures;

/// <summary>How long calls of a function took: the approaches over each other, wherever equal latencies were measured.</summary>
internal static class LatencyFigures
{
    public static IEnumerable<Figure> Of(FigureContext context)
    {
        var curves = context.Database.Read(
            $"""
            SELECT function_id, measure, approach, count(*), quantile_disc(ms, {Ecdf.Shares}) FROM pictured_latencies GROUP BY ALL
            """,
            row => (
                Function: row.GetString(0),
                Measure: (LatencyMeasure)row.GetInt32(1),
                Curve: new Ecdf(row.GetString(2), row.GetInt64(3), [.. row.GetFieldValue<List<double>>(4)])))
            .ToLookup(row => row.Function);
        return context.Functions
            .SelectMany(function => curves[function].GroupBy(row => row.Measure).OrderBy(group => group.Key))
            .Select(group => (group.First().Function, group.Key, Curves: CurvesOf(context, group.Select(row => row.Curve))))
            .Where(group => group.Curves.Any(curve => curve.Count > 1))
            .Select((group, i) => FigureOf(context, group.Function, group.Key, group.Curves) with { Note = i == 0 ? context.Others : "" });
    }

    private static List<Ecdf> CurvesOf(FigureContext context, IEnumerable<Ecdf> curves) =>
        [.. curves.OrderBy(curve => context.StyleOf(curve.Approach))];

    private static LineFigure FigureOf(FigureContext context, string function, LatencyMeasure measure, List<Ecdf> curves)
    {
        var (least, most) = (curves.Min(curve => curve.Of(0)), curves.Max(curve => curve.Of(100)));
        var told = curves.Select(curve => string.Create(
            CultureInfo.InvariantCulture,
            $"{curve.Approach}: half of {curve.Count:N0} took {Quantity.Of(curve.Of(50))} ms at most, 99% {Quantity.Of(curve.Of(99))} ms"));
        return new(
            context.IdOf(measure == LatencyMeasure.RoundTrip ? "latency" : $"latency-{measure}", function),
            $"{FigureContext.NameOf(function)}: {FigureContext.WordOf(measure)}",
            $"The share of calls that took no longer than so many milliseconds. {string.Join("; ", told)}.")
        {
            Topic = "How long calls took",
            Horizontal = new("latency (ms)", FigureContext.SpansDecades(least, most) ? FigureScale.Log : FigureScale.Linear),
            Vertical = new("share of calls", FigureScale.Share),
            Lines = [.. curves.Select(curve => curve.Draw(context, double.NegativeInfinity))],
            IsSteps = true,
            Table = Ecdf.TableOf(curves, "calls"),
        };
    }
}
