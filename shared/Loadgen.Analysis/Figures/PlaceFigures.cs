using System.Globalization;

namespace Loadgen.Analysis.Figures;

/// <summary>Where calls ran, and at which hour of the day.</summary>
internal static class PlaceFigures
{
    /// <summary>Of a call that was put off: where and when it ran, else where and when it is to run.</summary>
    public const string Ran = """
        SELECT approach, coalesce(execution_region, region) AS region,
            coalesce(execution_start_utc, CASE WHEN time_shifted THEN target_utc END, sent_utc, scheduled_utc) AS ran_utc
        FROM chosen
        WHERE outcome NOT IN ('dry_run', 'skipped_late', 'not_routed') AND coalesce(execution_region, region) IS NOT NULL
        """;

    private const int MostRegions = 20;
    private static readonly string[] Hours = [.. Enumerable.Range(0, 24).Select(hour => hour.ToString("00", CultureInfo.InvariantCulture))];

    public static IEnumerable<Figure> Of(FigureContext context)
    {
        var counts = context.Database.Read(
            $"""
            SELECT approach, region, hour(ran_utc)::INTEGER, count(*) FROM ({Ran}) WHERE ran_utc IS NOT NULL GROUP BY ALL
            """,
            row => (Approach: row.GetString(0), Region: row.GetString(1), Hour: row.GetInt32(2), Calls: row.GetInt64(3)));
        return counts.GroupBy(count => count.Approach)
            .OrderBy(group => context.StyleOf(group.Key))
            .Select((group, i) => FigureOf(context, group.Key, RowsOf(group.Select(count => (count.Region, count.Hour, count.Calls)))) with
            {
                Note = i == 0
                    ? "The larger a square, the more calls. A call that was put off counts where and when it ran, or is to run."
                    : "",
            });
    }

    /// <summary>The busiest regions, each with its calls by the hour.</summary>
    private static List<FigureBar> RowsOf(IEnumerable<(string Region, int Hour, long Calls)> counts)
    {
        var rows = counts.GroupBy(count => count.Region)
            .Select(group => new FigureBar(
                group.Key,
                [.. Enumerable.Range(0, 24).Select(hour => (double)group.Where(count => count.Hour == hour).Sum(count => count.Calls))]))
            .OrderByDescending(row => row.Values.Sum())
            .ThenBy(row => row.Label, StringComparer.Ordinal)
            .ToList();
        if (rows.Count <= MostRegions)
            return rows;
        var rest = rows[(MostRegions - 1)..];
        return
        [
            .. rows[..(MostRegions - 1)],
            new(
                string.Create(CultureInfo.InvariantCulture, $"{rest.Count:N0} others"),
                [.. Enumerable.Range(0, 24).Select(hour => rest.Sum(row => row.Values[hour]))]),
        ];
    }

    private static GridFigure FigureOf(FigureContext context, string approach, List<FigureBar> rows)
    {
        var told = rows.Take(3).Select(row => string.Create(
            CultureInfo.InvariantCulture,
            $"{row.Values.Sum():N0} in {row.Label}, the most at {Hours[row.Values.Index().MaxBy(pair => pair.Item).Index]}:00"));
        return new(
            context.IdOf("where-when", approach),
            $"{FigureContext.NameOf(approach)}: where and when",
            $"Calls by region and hour of the day: {string.Join("; ", told)}.")
        {
            Topic = "Where and when calls ran",
            Horizontal = "hour of the day (UTC)",
            Columns = Hours,
            Rows = [.. rows.Select(row => row with { Label = FigureContext.NameOf(row.Label) })],
            Table = new(
                ["region", "calls", .. Hours],
                [
                    .. rows.Select(row => (IReadOnlyList<object?>)
                        [row.Label, row.Values.Sum(), .. row.Values.Select(value => (object?)(value == 0 ? null : value))]),
                ]),
        };
    }
}
