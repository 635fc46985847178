using System.Globalization;
using Loadgen.Analysis.Statistics;

namespace Loadgen.Analysis.Reports;

/// <summary>How a duration and its interval are written: in one unit, to as many digits as the interval's width gives sense to.</summary>
/// <param name="Unit"><c>ms</c>, or <c>s</c> from ten seconds on.</param>
/// <param name="Decimals">Digits after the point.</param>
public sealed record DurationScale(string Unit, int Decimals)
{
    private const double Seconds = 1000;
    private const double SecondsFrom = 10 * Seconds;
    private const int MostDecimals = 3;

    /// <summary>The scale for a value and its interval.</summary>
    public static DurationScale For(double milliseconds, Interval? interval)
    {
        var (low, high) = interval is null ? (milliseconds, milliseconds) : (interval.Low, interval.High);
        var isLong = Math.Max(Math.Abs(milliseconds), Math.Max(Math.Abs(low), Math.Abs(high))) >= SecondsFrom;
        // Without an interval, the value itself has the digits.
        var width = (high > low ? high - low : Math.Abs(milliseconds) / 10) / (isLong ? Seconds : 1);
        var decimals = width > 0 ? 1 - (int)Math.Floor(Math.Log10(width)) : 0;
        return new(isLong ? "s" : "ms", Math.Clamp(decimals, 0, MostDecimals));
    }

    /// <summary>A duration, without its unit.</summary>
    public string Of(double milliseconds)
    {
        var text = (Unit == "s" ? milliseconds / Seconds : milliseconds).ToString($"N{Decimals}", CultureInfo.InvariantCulture);
        // Nobody knows what a negative zero is.
        return text.StartsWith('-') ? text.AsSpan().ContainsAnyInRange('1', '9') ? $"−{text[1..]}" : text[1..] : text;
    }
}
