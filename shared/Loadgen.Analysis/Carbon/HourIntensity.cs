using System.Globalization;
using Loadgen.Clocks;

namespace Loadgen.Analysis.Carbon;

/// <summary>The carbon intensity of a region's hour.</summary>
/// <param name="Hour">When the hour begins, UTC.</param>
/// <param name="Intensity">g/kWh.</param>
/// <param name="Line">Where it stands in its file.</param>
internal readonly record struct HourIntensity(string Region, DateTime Hour, double Intensity, long Line)
{
    public const string IntensityAllowed = "a number of g/kWh, 0 or above";
    public const string HourAllowed = "a full hour in UTC such as 2026-01-20T13:00:00Z";

    public static bool TryHour(string text, out DateTime hour)
    {
        var isMoment = Instant.TryParseWritten(text, out var moment);
        hour = moment.UtcDateTime;
        return isMoment && hour.Ticks % TimeSpan.TicksPerHour == 0;
    }

    public static bool TryIntensity(string text, out double intensity) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out intensity)
        && double.IsFinite(intensity) && intensity >= 0;
}
