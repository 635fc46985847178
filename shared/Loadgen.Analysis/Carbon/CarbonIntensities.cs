using System.Text;
using Loadgen.Analysis.Events;

namespace Loadgen.Analysis.Carbon;

/// <summary>Carbon intensities of regions, hour by hour, of one file.</summary>
public sealed class CarbonIntensities
{
    private static readonly DateTime Measured = DateTime.MaxValue;

    private readonly string _name;
    private readonly DateTime _made;
    private readonly IReadOnlyList<HourIntensity> _hours;

    private CarbonIntensities(string name, DateTime made, IReadOnlyList<HourIntensity> hours) =>
        (_name, _made, _hours) = (name, made, hours);

    /// <summary>How many hours of regions there are.</summary>
    public int Count => _hours.Count;

    /// <summary>
    /// Reads a file: CSV with the columns <c>region</c>, <c>hour_utc</c> and <c>g_per_kwh</c>, or a forecast as JSON. Which of them it
    /// is, its content tells.
    /// </summary>
    /// <param name="name">What people know it by.</param>
    /// <param name="content">Read once from where it stands, and not closed.</param>
    /// <exception cref="CarbonFileException">It is something else, or says two things of an hour.</exception>
    public static CarbonIntensities Read(string name, Stream content)
    {
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        copy.Position = 0;
        if (!IsJson(copy.GetBuffer().AsSpan(0, (int)copy.Length)))
            return new(name, Measured, IntensityCsv.Read(name, copy));

        var (made, hours) = ForecastReader.Read(name, copy);
        return new(name, made, hours);
    }

    /// <summary>
    /// Adds them to the table <c>intensities</c>. Of several forecasts of an hour the newest counts, and what a CSV file says counts more
    /// than any forecast.
    /// </summary>
    /// <exception cref="CarbonFileException">Another CSV file says something else of an hour; nothing is added then.</exception>
    public void AddTo(EventDatabase database)
    {
        database.Execute("""
            CREATE TABLE IF NOT EXISTS intensity_sources
                (region VARCHAR, hour_utc TIMESTAMP, g_per_kwh DOUBLE, made_utc TIMESTAMP, name VARCHAR);
            CREATE OR REPLACE TEMP TABLE added (region VARCHAR, hour_utc TIMESTAMP, g_per_kwh DOUBLE);
            """);
        database.Execute(
            "INSERT INTO added SELECT unnest($1), unnest($2), unnest($3)",
            _hours.Select(hour => hour.Region).ToList(),
            _hours.Select(hour => hour.Hour).ToList(),
            _hours.Select(hour => hour.Intensity).ToList());
        if (_made == Measured)
            RequireSame(database);
        database.Execute("INSERT INTO intensity_sources SELECT added.*, $1, $2 FROM added", _made, _name);
        database.Execute("""
            DROP TABLE added;
            DELETE FROM intensities;
            INSERT INTO intensities
            SELECT region, hour_utc, arg_max(g_per_kwh, made_utc) FROM intensity_sources GROUP BY region, hour_utc;
            """);
    }

    private static bool IsJson(ReadOnlySpan<byte> content)
    {
        content = content.StartsWith(Encoding.UTF8.Preamble) ? content[Encoding.UTF8.Preamble.Length..] : content;
        content = content.TrimStart(" \t\r\n"u8);
        return content.StartsWith("{"u8) || content.StartsWith("["u8);
    }

    private void RequireSame(EventDatabase database)
    {
        var conflicts = database.Read(
            """
            SELECT added.region, added.hour_utc, added.g_per_kwh, other.g_per_kwh, other.name
            FROM added JOIN intensity_sources AS other USING (region, hour_utc)
            WHERE other.made_utc = $1 AND other.g_per_kwh <> added.g_per_kwh
            ORDER BY ALL LIMIT 1
            """,
            row => FormattableString.Invariant($"{_name}: {row.GetString(0)} at {row.GetDateTime(1):yyyy-MM-dd'T'HH:mm'Z'}: ")
                + FormattableString.Invariant($"found {row.GetDouble(2)}; allowed: {row.GetDouble(3)}, as {row.GetString(4)} says"),
            Measured);
        if (conflicts is [var conflict, ..])
            throw new CarbonFileException(conflict);
    }
}
