using Loadgen.Analysis.Reports;

namespace Loadgen.Analysis.Figures;

/// <summary>How latency went over the days: the median of each hour, and the half of the calls around it.</summary>
internal static class TimelineFigures
{
    public static IEnumerable<Figure> Of(FigureContext context)
    {
        var hours = HourGroups.OfRuns(context.Database);
        var rows = context.Database.Read(
            """
            SELECT function_id, measure, approach, epoch(trace_hour_utc)::BIGINT // $1 * $1 AS bucket,
                count(*), quantile_cont(ms, 0.25), quantile_cont(ms, 0.5), quantile_cont(ms, 0.75)
            FROM pictured_latencies GROUP BY ALL ORDER BY bucket
            """,
            row => (
                Function: row.GetString(0),
                Measure: (LatencyMeasure)row.GetInt32(1),
                Approach: row.GetString(2),
                Point: new FigurePoint(row.GetInt64(3), row.GetDouble(6), row.GetDouble(5), row.GetDouble(7), row.GetInt64(4))),
            hours.Seconds).ToLookup(row => row.Function);
        return context.Functions
            .SelectMany(function => rows[function].GroupBy(row => row.Measure).OrderBy(group => group.Key).Select(group => (
                Function: function,
                Measure: group.Key,
                Series: SeriesOf(context, group.Select(row => (row.Approach, row.Point))))))
            .Where(group => group.Series.Exists(series => series.Points.Count > 1))
            .Select((group, i) => FigureOf(context, group.Function, group.Measure, group.Series, hours) with
            {
                Note = i == 0
                    ? $"The line is the median of {hours.Each}, the band the half of the calls around it. {context.Others}".TrimEnd()
                    : "",
            });
    }

    private static List<FigureSeries> SeriesOf(FigureContext context, IEnumerable<(string Approach, FigurePoint Point)> points) =>
    [
        .. points.GroupBy(point => point.Approach, point => point.Point)
            .Select(group => new FigureSeries(FigureContext.NameOf(group.Key), context.StyleOf(group.Key), [.. group]))
            .OrderBy(series => series.Style),
    ];

    private static LineFigure FigureOf(
        FigureContext context, string function, LatencyMeasure measure, List<FigureSeries> series, HourGroups hours)
    {
        var points = series.SelectMany(one => one.Points).ToList();
        var isLog = FigureContext.SpansDecades(points.Min(point => point.Low), points.Max(point => point.High));
        var told = series.Select(one =>
            $"{one.Name}: medians from {Quantity.Of(one.Points.Min(point => point.Y))} to "
            + $"{Quantity.Of(one.Points.Max(point => point.Y))} ms");
        return new(
            context.IdOf(measure == LatencyMeasure.RoundTrip ? "days" : $"days-{measure}", function),
            $"{FigureContext.NameOf(function)}: {FigureContext.WordOf(measure)}",
            $"Over the days, the median of {hours.Each}. {string.Join("; ", told)}.")
        {
            Topic = "Latency over the days",
            Horizontal = new("time (UTC)", FigureScale.Time),
            Vertical = new("latency (ms)", isLog ? FigureScale.Log : FigureScale.Linear),
            Lines = series,
            LongestStep = hours.Seconds * 1.5,
            Table = TableOf(series),
        };
    }

    private static FigureTable TableOf(List<FigureSeries> series)
    {
        var points = series.ConvertAll(one => one.Points.ToDictionary(point => point.X));
        return new(
            ["from (UTC)", .. series.SelectMany(one => new[] { $"{one.Name}: calls", "25% (ms)", "median (ms)", "75% (ms)" })],
            [
                .. points.SelectMany(one => one.Keys).Distinct().Order().Select(time => (IReadOnlyList<object?>)
                [
                    FigureContext.TimeOf(time), .. points.SelectMany(one => one.TryGetValue(time, out var point)
                        ? new object?[] { point.Weight, point.Low, point.Y, point.High }
                        : [null, null, null, null]),
                ]),
            ]);
    }
}
