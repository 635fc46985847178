using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Loadgen.Serialization;
using Loadgen.Workloads.Files;

namespace Loadgen.Analysis.Carbon;

/// <summary>Reads intensities as CSV. Its first line names the columns, in any order; others than those asked for may be there.</summary>
internal static class IntensityCsv
{
    private const string Region = "region";
    private const string Hour = "hour_utc";
    private const string Intensity = "g_per_kwh";

    /// <summary>What begins with a quotation mark that nobody closes would otherwise be read to the file's end.</summary>
    private const int LongestField = 1000;

    private static readonly string[] Columns = [Region, Hour, Intensity];

    /// <exception cref="CarbonFileException">It is something else.</exception>
    public static List<HourIntensity> Read(string name, Stream content)
    {
        var line = 0L;
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            MaxFieldSize = LongestField,
            BadDataFound = bad => throw Wrong(bad.Field, "CSV, quotation marks inside a field doubled"),
        };
        using var parser = new CsvParser(new StreamReader(content, leaveOpen: true), configuration, leaveOpen: true);
        if (!Next())
            throw CarbonFileException.Of(name, 1, "nothing", $"the columns {string.Join(", ", Columns)}, or a forecast as JSON");

        var header = parser.Record!.Select(column => column.Trim()).ToArray();
        var places = Columns.Select(Find).ToArray();
        var read = new Dictionary<(string, DateTime), HourIntensity>();
        while (Next())
            Add(parser.Record!);
        return [.. read.Values];

        bool Next()
        {
            try
            {
                var isRead = parser.Read();
                line = parser.RawRow;
                return isRead;
            }
            catch (MaxFieldSizeException e)
            {
                throw CarbonFileException.Of(
                    name, parser.RawRow, $"a field of more than {LongestField} characters", "CSV, every quotation mark closed", e);
            }
        }

        int Find(string column) => Array.IndexOf(header, column) is >= 0 and var place
            ? place
            : throw Wrong(string.Join(",", header), Findings.Hinting($"a column {column}", column, header));

        void Add(string[] fields)
        {
            if (fields.Length != header.Length)
                throw CarbonFileException.Of(name, line, $"{fields.Length} columns", $"{header.Length} columns, as in the header");

            var region = fields[places[0]].Trim();
            if (region.Length == 0)
                throw Wrong(region, "a region such as europe-north2");
            if (!HourIntensity.TryHour(fields[places[1]].Trim(), out var hour))
                throw Wrong(fields[places[1]], HourIntensity.HourAllowed);
            if (!HourIntensity.TryIntensity(fields[places[2]], out var intensity))
                throw Wrong(fields[places[2]], HourIntensity.IntensityAllowed);
            if (!read.TryAdd((region, hour), new(region, hour, intensity, line))
                && read[(region, hour)] is var first && first.Intensity != intensity)
            {
                throw Wrong(
                    fields[places[2]], FormattableString.Invariant($"{first.Intensity}, which line {first.Line} says of the same hour"));
            }
        }

        CarbonFileException Wrong(string found, string allowed) =>
            CarbonFileException.Of(name, Math.Max(1, line), Excerpt.Quoted(found), allowed);
    }
}
