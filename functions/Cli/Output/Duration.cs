using System.Globalization;

namespace Loadgen.Cli.Output;

/// <summary>Times to wait, in words.</summary>
internal static class Duration
{
    /// <summary>To the second, such as <c>5 min 12 s</c>.</summary>
    public static string Of(TimeSpan span)
    {
        var seconds = (long)Math.Ceiling(span.TotalSeconds);
        return seconds < 60
            ? string.Create(CultureInfo.InvariantCulture, $"{seconds} s")
            : string.Create(CultureInfo.InvariantCulture, $"{seconds / 60} min {seconds % 60} s");
    }

    /// <summary>An estimate: to the second below two minutes, to the minute above, such as <c>12 min</c>.</summary>
    public static string About(TimeSpan span) => span < TimeSpan.FromMinutes(2)
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(span.TotalSeconds)} s")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(span.TotalMinutes)} min");
}
