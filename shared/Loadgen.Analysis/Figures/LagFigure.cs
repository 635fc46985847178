using System.Globalization;

namespace Loadgen.Analysis.Figures;

/// <summary>How late calls were sent.</summary>
internal static class LagFigure
{
    /// <summary>Below this, in milliseconds, nobody asks how much it was.</summary>
    private const double Least = 0.1;

    public static IEnumerable<Figure> Of(FigureContext context)
    {
        var curves = context.Database.Read(
            $"""
            SELECT approach, count(*), quantile_disc(start_lag_ms, {Ecdf.Shares})
            FROM chosen WHERE start_lag_ms IS NOT NULL AND coalesce(clock_speed, 1) = 1 GROUP BY 1
            """,
            row => new Ecdf(row.GetString(0), row.GetInt64(1), [.. row.GetFieldValue<List<double>>(2)]))
            .OrderBy(curve => context.StyleOf(curve.Approach))
            .ToList();
        if (!curves.Exists(curve => curve.Count > 1))
            return [];
        var isLog = FigureContext.SpansDecades(Math.Max(Least, curves.Min(curve => curve.Of(0))), curves.Max(curve => curve.Of(100)));
        var told = curves.Select(curve => string.Create(
            CultureInfo.InvariantCulture, $"{curve.Approach}: {Quantity.Of(curve.Of(99))} ms at most for 99% of {curve.Count:N0} calls"));
        return
        [
            new LineFigure(
                context.IdOf("lag"), "Lag: sent after its scheduled time", $"How late calls were sent. {string.Join("; ", told)}.")
            {
                Topic = "How late calls were sent",
                Horizontal = new("lag (ms)", isLog ? FigureScale.Log : FigureScale.Linear),
                Vertical = new("share of calls", FigureScale.Share),
                Lines = [.. curves.Select(curve => curve.Draw(context, isLog ? Least : double.NegativeInfinity))],
                IsSteps = true,
                Note = isLog ? "Lags below 0.1 ms are drawn as 0.1 ms." : "",
                Table = Ecdf.TableOf(curves, "calls"),
            },
        ];
    }
}
