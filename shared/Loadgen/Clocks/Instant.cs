using System.Globalization;

namespace Loadgen.Clocks;

/// <summary>The three ways in which Loadgen writes a moment. All are UTC and round towards the past.</summary>
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

    /// <summary>
    /// Reads an ISO 8601 moment; one without an offset is UTC. What a fraction has beyond .NET's 100 ns is dropped, since Google's APIs
    /// write nanoseconds.
    /// </summary>
    /// <returns><see langword="false"/> where <paramref name="text"/> is not a date with a time in ISO 8601.</returns>
    public static bool TryParse(string? text, out DateTimeOffset moment)
    {
        moment = default;
        return text is not null
            && text.Contains('T', StringComparison.Ordinal)
            && DateTimeOffset.TryParseExact(CutFraction(text), Formats, CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out moment);
    }

    /// <summary>Reads a moment as others write it: as <see cref="TryParse"/>, or with a space for the <c>T</c>.</summary>
    public static bool TryParseWritten(string? text, out DateTimeOffset moment) => TryParse(
        text is { Length: > DateLength } && text[DateLength] == ' ' ? $"{text[..DateLength]}T{text[(DateLength + 1)..]}" : text,
        out moment);

    private const int DateLength = 10;

    private static string CutFraction(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        if (point < 0)
            return text;

        var end = point + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        // .NET would read a point that no digit follows; nothing reads the empty text.
        return end == point + 1 ? "" : end - point > 8 ? text.Remove(point + 8, end - point - 8) : text;
    }

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HHK", "yyyyMMdd'T'HHmmssK", "yyyyMMdd'T'HHmmK",
    ];
}
