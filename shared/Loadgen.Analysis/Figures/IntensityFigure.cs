using System.Globalization;

namespace Loadgen.Analysis.Figures;

/// <summary>How clean the electricity of regions was over time, and when calls ran in them.</summary>
internal static class IntensityFigure
{
    /// <summary>More lines than this are not to be told apart.</summary>
    private const int MostRegions = 6;

    /// <summary>Two hours at least, since a line needs them.</summary>
    public static IEnumerable<Figure> Of(FigureContext context)
    {
        var hours = HourGroups.OfAll(context.Database);
        context.Database.Execute(
            $"""
            CREATE OR REPLACE TABLE pictured_calls AS
            SELECT approach, region, epoch(ran_utc)::BIGINT // {hours.Seconds} * {hours.Seconds} AS bucket, count(*) AS calls
            FROM ({PlaceFigures.Ran}) WHERE ran_utc IS NOT NULL GROUP BY ALL;
            CREATE OR REPLACE TABLE pictured_intensities AS
            SELECT region, epoch(hour_utc)::BIGINT // {hours.Seconds} * {hours.Seconds} AS bucket, avg(g_per_kwh) AS intensity
            FROM intensities
            WHERE region IN (
                SELECT region FROM pictured_calls WHERE region IN (SELECT region FROM intensities)
                GROUP BY 1 ORDER BY sum(calls) DESC, 1 LIMIT {MostRegions})
            GROUP BY ALL;
            DELETE FROM pictured_intensities
            WHERE bucket < (SELECT min(bucket) FROM pictured_calls) OR bucket > (SELECT max(bucket) FROM pictured_calls);
            """);
        var intensities = context.Database.Read(
            "SELECT region, bucket, intensity FROM pictured_intensities ORDER BY bucket",
            row => (Region: row.GetString(0), Point: new FigurePoint(row.GetInt64(1), row.GetDouble(2))));
        var calls = context.Database.Read(
            """
            SELECT approach, region, bucket, intensity, calls FROM pictured_calls JOIN pictured_intensities USING (region, bucket)
            ORDER BY bucket
            """,
            row => (
                Approach: row.GetString(0),
                Region: row.GetString(1),
                Point: new FigurePoint(row.GetInt64(2), row.GetDouble(3), row.GetDouble(3), row.GetDouble(3), row.GetInt64(4))));
        return intensities.DistinctBy(one => one.Point.X).Skip(1).Any() && calls.Count > 0
            ? [FigureOf(context, hours, intensities, calls)]
            : [];
    }

    private static LineFigure FigureOf(
        FigureContext context,
        HourGroups hours,
        IReadOnlyList<(string Region, FigurePoint Point)> intensities,
        IReadOnlyList<(string Approach, string Region, FigurePoint Point)> calls)
    {
        var lines = intensities.GroupBy(one => one.Region, one => one.Point).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        var marks = calls.GroupBy(call => call.Approach).OrderBy(group => context.StyleOf(group.Key)).ToList();
        var told = marks.Select(group => string.Create(
            CultureInfo.InvariantCulture,
            $"{group.Key}: {group.Sum(call => call.Point.Weight):N0} calls at {Quantity.Of(MeanOf(group))} g/kWh on the average"));
        return new(
            context.IdOf("intensity"),
            "Carbon intensity over time, and the calls on it",
            $"The intensity of {lines.Count} regions. {string.Join("; ", told)}.")
        {
            Topic = "Carbon intensity and the calls",
            Horizontal = new("time (UTC)", FigureScale.Time),
            Vertical = new("intensity (g/kWh)"),
            Lines = [.. lines.Select((group, i) => new FigureSeries(FigureContext.NameOf(group.Key), i, [.. group]))],
            Marks =
            [
                .. marks.Select(group => new FigureSeries(
                    FigureContext.NameOf(group.Key), context.StyleOf(group.Key), [.. group.Select(call => call.Point)])),
            ],
            Note = $"Lines are regions. A mark is an approach's calls of {hours.Each} there: the larger, the more calls.",
            LongestStep = hours.Seconds * 1.5,
            Table = TableOf(lines, [.. marks.Select(group => group.Key)], calls),
        };
    }

    private static double MeanOf(IEnumerable<(string Approach, string Region, FigurePoint Point)> calls) =>
        calls.Sum(call => call.Point.Weight * call.Point.Y) / calls.Sum(call => call.Point.Weight);

    private static FigureTable TableOf(
        List<IGrouping<string, FigurePoint>> lines,
        List<string> approaches,
        IReadOnlyList<(string Approach, string Region, FigurePoint Point)> calls)
    {
        var counts = calls.ToDictionary(call => (call.Approach, call.Region, call.Point.X), call => call.Point.Weight);
        return new(
            ["from (UTC)", "region", "intensity (g/kWh)", .. approaches.Select(approach => $"{approach}: calls")],
            [
                .. lines.SelectMany(line => line.Select(point => (Region: line.Key, Point: point)))
                    .OrderBy(row => row.Point.X)
                    .ThenBy(row => row.Region, StringComparer.Ordinal)
                    .Select(row => (IReadOnlyList<object?>)
                    [
                        FigureContext.TimeOf(row.Point.X),
                        row.Region,
                        row.Point.Y,
                        .. approaches.Select(approach =>
                            counts.TryGetValue((approach, row.Region, row.Point.X), out var count) ? (object?)count : null),
                    ]),
            ]);
    }
}
