using System.Globalization;
using System.Text.RegularExpressions;

namespace Loadgen.Workloads.Files;

/// <summary>How far behind the start of a workload's hour 0 something is, as text: <c>[hh:]mm:ss[.fff]</c>.</summary>
internal static partial class OffsetText
{
    public const string Allowed = "[hh:]mm:ss[.fff], as 00:04.501 or 23:59:59.999, below 1000000 hours";

    private const int MostHours = 1_000_000;

    /// <returns><see langword="null"/> where it is no such text.</returns>
    public static TimeSpan? Find(string text)
    {
        var match = Pattern().Match(text);
        var hours = 0;
        if (!match.Success || (match.Groups["h"] is { Success: true } written && !TryReadHours(written.ValueSpan, out hours)))
            return null;

        var milliseconds = match.Groups["f"].Value.PadRight(3, '0');
        return new TimeSpan(0, hours, Whole(match.Groups["m"].ValueSpan), Whole(match.Groups["s"].ValueSpan), Whole(milliseconds));
    }

    /// <summary>The text: without hours where there are none, and without a fraction where there is none.</summary>
    public static string Format(TimeSpan offset)
    {
        var hours = offset.Ticks / TimeSpan.TicksPerHour;
        var shown = hours > 0 ? $"{hours:D2}:" : "";
        var fraction = offset.Milliseconds > 0 ? $".{offset.Milliseconds:D3}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{shown}{offset.Minutes:D2}:{offset.Seconds:D2}{fraction}");
    }

    private static bool TryReadHours(ReadOnlySpan<char> digits, out int hours) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out hours) && hours < MostHours;

    private static int Whole(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"\A((?<h>[0-9]+):)?(?<m>[0-5][0-9]):(?<s>[0-5][0-9])(\.(?<f>[0-9]{1,3}))?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: Timeout.Infinite)]
    private static partial Regex Pattern();
}
