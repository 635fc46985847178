using System.Text;
using Loadgen.Analysis.Carbon;
using Loadgen.Analysis.Events;

namespace Loadgen.Analysis.Tests.Carbon;

public sealed class CarbonIntensitiesTests
{
    private const string Csv = "region,hour_utc,g_per_kwh\neurope-north2,2026-01-20T13:00:00Z,28\n";

    private const string Forecast = """
        {"timestamp": "2026-01-28T18:06:52.464806", "regions": {"europe-north2": {"name": "Stockholm", "emaps_zone": "SE-SE3", "forecast": [
            {"carbonIntensity": 28, "datetime": "2026-01-28T18:00:00.000Z"}, {"carbonIntensity": 26.5, "datetime": "2026-01-28T19:00:00Z"}
        ]}}, "failed_regions": []}
        """;

    public static TheoryData<string, string[], string> Files => new()
    {
        { Csv, ["europe-north2 2026-01-20 13:00 28"], "CSV" },
        { "\uFEFF" + Csv, ["europe-north2 2026-01-20 13:00 28"], "with a byte order mark" },
        {
            "g_per_kwh,zone,hour_utc,region\r\n1e1,SE,2026-01-20 13:00:00,a\r\n0,,2026-01-20T15:00:00+01:00,\"b, c\"\r\n",
            ["a 2026-01-20 13:00 10", "b, c 2026-01-20 14:00 0"], "another order, a column that nobody knows, offsets, quotes"
        },
        { Csv + "europe-north2,2026-01-20T13:00:00Z,28.0\n", ["europe-north2 2026-01-20 13:00 28"], "the same said twice" },
        { "region,hour_utc,g_per_kwh\n", [], "no hours" },
        { Forecast, ["europe-north2 2026-01-28 18:00 28", "europe-north2 2026-01-28 19:00 26.5"], "the original's forecast" },
        { "\n  " + Forecast, ["europe-north2 2026-01-28 18:00 28", "europe-north2 2026-01-28 19:00 26.5"], "behind blanks" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Files_are_told_by_their_content(string content, string[] expected, string reason)
    {
        using var database = new EventDatabase();

        Read("given.txt", content).AddTo(database);

        Assert.True(expected.SequenceEqual(Stored(database)), $"{reason}: {string.Join("; ", Stored(database))}");
    }

    public static TheoryData<string, string, string> Broken => new()
    {
        { "", "c.csv: line 1: found nothing; allowed: the columns region, hour_utc, g_per_kwh, or a forecast as JSON", "nothing" },
        {
            "region,hour_ut,g_per_kwh\n",
            "c.csv: line 1: found 'region,hour_ut,g_per_kwh'; allowed: a column hour_utc. Did you mean hour_ut?", "a column is missing"
        },
        {
            Csv + "a,2026-01-20T13:30:00Z,1\n",
            "c.csv: line 3: found '2026-01-20T13:30:00Z'; allowed: a full hour in UTC such as", "no full hour"
        },
        { Csv + "a,yesterday,1\n", "c.csv: line 3: found 'yesterday'; allowed: a full hour in UTC such as", "no time" },
        { Csv + "a,2026-01-20T13:00:00Z,-1\n", "c.csv: line 3: found '-1'; allowed: a number of g/kWh, 0 or above", "below 0" },
        { Csv + "a,2026-01-20T13:00:00Z,NaN\n", "c.csv: line 3: found 'NaN'; allowed: a number", "no number" },
        { Csv + ",2026-01-20T13:00:00Z,1\n", "c.csv: line 3: found ''; allowed: a region such as europe-north2", "no region" },
        { Csv + "a,2026-01-20T13:00:00Z\n", "c.csv: line 3: found 2 columns; allowed: 3 columns, as in the header", "a short row" },
        { Csv + "a\"b,2026-01-20T13:00:00Z,1\n", "c.csv: line 3: found 'a\"b'; allowed: CSV", "a quotation mark inside" },
        { Csv + "\"" + new string('a', 2000), "allowed: CSV, every quotation mark closed", "a quotation mark that is never closed" },
        {
            Csv + "europe-north2,2026-01-20T13:00:00Z,29\n",
            "c.csv: line 3: found '29'; allowed: 28, which line 2 says of the same hour", "two values of an hour"
        },
        { "{", "c.csv: line 1: found broken JSON", "no JSON" },
        { "{}", "c.csv: line 1: timestamp: found nothing; allowed: when the forecast was made", "no forecast" },
        { "[]", "c.csv: line 1: found a list; allowed: a mapping", "a list" },
        {
            Forecast.Replace("28,", "\"28\",", StringComparison.Ordinal),
            "c.csv: line 2: regions.europe-north2.forecast[0].carbonIntensity: found the text '28'; allowed: a number of g/kWh", "text"
        },
        {
            Forecast.Replace("19:00", "19:15", StringComparison.Ordinal),
            "c.csv: line 2: regions.europe-north2.forecast[1].datetime: found '2026-01-28T19:15:00Z'; allowed: a full hour", "a quarter"
        },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void What_is_wrong_is_told_with_its_line(string content, string expected, string reason)
    {
        var error = Assert.Throws<CarbonFileException>(() => Read("c.csv", content));

        Assert.True(error.Message.Contains(expected, StringComparison.Ordinal), $"{reason}: {error.Message}");
    }

    [Fact]
    public void Of_several_forecasts_the_newest_counts_and_a_file_of_values_more_than_any()
    {
        const string Newer = """
            {"timestamp": "2026-01-28T19:00:00", "regions": {"europe-north2": {"forecast": [
                {"carbonIntensity": 99, "datetime": "2026-01-28T19:00:00Z"}, {"carbonIntensity": 98, "datetime": "2026-01-28T20:00:00Z"}]}}}
            """;
        using var database = new EventDatabase();

        Read("newer.json", Newer).AddTo(database);
        Read("older.json", Forecast).AddTo(database);
        Read("values.csv", "region,hour_utc,g_per_kwh\neurope-north2,2026-01-28T20:00:00Z,50\n").AddTo(database);

        Assert.Equal(
            ["europe-north2 2026-01-28 18:00 28", "europe-north2 2026-01-28 19:00 99", "europe-north2 2026-01-28 20:00 50"],
            Stored(database));
    }

    [Fact]
    public void Two_files_that_say_different_things_are_an_error_and_nothing_is_added()
    {
        using var database = new EventDatabase();
        Read("one.csv", Csv).AddTo(database);

        var error = Assert.Throws<CarbonFileException>(() => Read(
            "two.csv", Csv.Replace("28", "29", StringComparison.Ordinal) + "a,2026-01-20T13:00:00Z,1\n").AddTo(database));

        Assert.Equal("two.csv: europe-north2 at 2026-01-20T13:00Z: found 29; allowed: 28, as one.csv says", error.Message);
        Assert.Equal(["europe-north2 2026-01-20 13:00 28"], Stored(database));
    }

    private static CarbonIntensities Read(string name, string content)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));
        return CarbonIntensities.Read(name, stream);
    }

    private static IReadOnlyList<string> Stored(EventDatabase database) => database.Read(
        "SELECT region, hour_utc, g_per_kwh FROM intensities ORDER BY ALL",
        row => FormattableString.Invariant($"{row.GetString(0)} {row.GetDateTime(1):yyyy-MM-dd HH:mm} {row.GetDouble(2)}"));
}
