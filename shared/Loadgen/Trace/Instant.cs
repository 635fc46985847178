using System.Globalization;

namespace Loadgen.Trace;

/// <summary>The three ways in which the contract writes a moment. All are UTC and round towards the past.</summary>
public static class Instant
{
    /// <summary>RFC 3339 to the second, as in trace hours and event IDs: <c>2026-01-20T13:00:00Z</c>.</summary>
    public static string ToSeconds(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>RFC 3339 with milliseconds, as in log lines: <c>2026-01-20T13:00:04.501Z</c>.</summary>
    public static string ToMilliseconds(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>ISO 8601 without separators, as in object names and run IDs: <c>20260120T130002Z</c>.</summary>
    public static string ToCompact(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads an ISO 8601 moment; one without an offset is UTC.</summary>
    /// <returns><see langword="false"/> where <paramref name="text"/> is not a date with a time in ISO 8601.</returns>
    public static bool TryParse(string? text, out DateTimeOffset moment)
    {
        moment = default;
        return text is not null
            && text.Contains('T', StringComparison.Ordinal)
            && DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out moment);
    }

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HHK", "yyyyMMdd'T'HHmmssK", "yyyyMMdd'T'HHmmK",
    ];
}
