using Loadgen.Clocks;
using Loadgen.Workloads.Files;
using Loadgen.Workloads.Files.Tokens;

namespace Loadgen.Analysis.Carbon;

/// <summary>
/// Reads a forecast of carbon intensities as the original's dispatcher stores it. Members that nobody asks for are passed over.
/// </summary>
internal sealed class ForecastReader(Reading reading)
{
    private const string Timestamp = "timestamp";
    private const string Regions = "regions";
    private const string Forecast = "forecast";
    private const string Intensity = "carbonIntensity";
    private const string Moment = "datetime";

    private readonly List<HourIntensity> _hours = [];
    private DateTime _made;

    /// <returns>When it was made, and what it says.</returns>
    /// <exception cref="CarbonFileException">It is something else.</exception>
    public static (DateTime Made, List<HourIntensity> Hours) Read(string name, Stream content) => CarbonFile.Read(
        name, content, WorkloadSyntax.Json, reading =>
        {
            var reader = new ForecastReader(reading);
            reader.ReadFile();
            return (reader._made, reader._hours);
        });

    private void ReadFile()
    {
        var line = reading.Tokens.Line;
        var lines = reading.Members(known: null, member =>
        {
            if (member == Timestamp)
                ReadMade();
            else if (member == Regions)
                reading.Members(known: null, ReadRegion);
            else
                reading.Tokens.Skip();
        });
        if (lines is null)
            return;
        reading.Require(lines, line, Timestamp, "when the forecast was made");
        reading.Require(lines, line, Regions, "a mapping of regions");
    }

    private void ReadMade()
    {
        var moment = default(DateTimeOffset);
        if (reading.Text("a moment such as 2026-01-28T18:06:52Z", text => Instant.TryParseWritten(text, out moment)) is not null)
            _made = moment.UtcDateTime;
    }

    private void ReadRegion(string region)
    {
        var line = reading.Tokens.Line;
        var lines = reading.Members(known: null, member =>
        {
            if (member == Forecast)
                reading.Items("a list of hours", () => ReadHour(region));
            else
                reading.Tokens.Skip();
        });
        if (lines is not null)
            reading.Require(lines, line, Forecast, "a list of hours");
    }

    private void ReadHour(string region)
    {
        var line = reading.Tokens.Line;
        var (hour, intensity) = (default(DateTime), 0.0);
        var lines = reading.Members(known: null, member =>
        {
            if (member == Moment)
                reading.Text(HourIntensity.HourAllowed, text => HourIntensity.TryHour(text, out hour));
            else if (member != Intensity)
                reading.Tokens.Skip();
            else if (reading.Tokens.Kind is not TokenKind.Number || !HourIntensity.TryIntensity(reading.Tokens.Number, out intensity))
                reading.Refuse(HourIntensity.IntensityAllowed);
        });
        if (lines is null)
            return;
        reading.Require(lines, line, Moment, HourIntensity.HourAllowed);
        reading.Require(lines, line, Intensity, HourIntensity.IntensityAllowed);
        _hours.Add(new(region, hour, intensity, line));
    }
}
