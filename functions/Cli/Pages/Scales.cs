using System.Globalization;

namespace Loadgen.Cli.Pages;

/// <summary>Axes on which 0 is not the beginning, or steps are not equal.</summary>
internal static class Scales
{
    private static readonly int[] Mantissas = [1, 2, 5];

    /// <summary>The part of an axis that a label takes.</summary>
    private const double NearestTicks = 0.1;

    private static readonly TimeSpan[] TimeSteps =
    [
        .. new[] { 1, 2, 3, 6, 12 }.Select(hours => TimeSpan.FromHours(hours)),
        .. new[] { 1, 2, 7, 14, 28, 91, 182, 364 }.Select(days => TimeSpan.FromDays(days)),
    ];

    /// <summary>1, 2 or 5, with as many zeros as it takes: the first that is no smaller.</summary>
    public static double Rounded(double value)
    {
        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(value)));
        return magnitude * (value <= magnitude ? 1 : value <= 2 * magnitude ? 2 : value <= 5 * magnitude ? 5 : 10);
    }

    /// <summary>Equal steps, with 0 on it.</summary>
    public static Axis Linear(double low, double high, int ticks = 5)
    {
        var (least, most) = (Math.Min(low, 0), Math.Max(high, 0));
        var step = most > least ? Rounded((most - least) / ticks) : 1;
        var (first, last) = ((int)Math.Floor(least / step), Math.Max((int)Math.Ceiling(most / step), 1));
        return new(last * step, [.. Enumerable.Range(first, last - first + 1).Select(tick => tick * step)]) { Start = first * step };
    }

    /// <summary>Shares from 0 to 1, in percent.</summary>
    public static Axis Share() => new(1, [0, 0.25, 0.5, 0.75, 1])
    {
        Label = static share => share.ToString("0%", CultureInfo.InvariantCulture),
    };

    /// <summary>Each decade as long as the next.</summary>
    /// <param name="low">Above 0.</param>
    /// <param name="high">Above <paramref name="low"/>.</param>
    public static Axis Log(double low, double high)
    {
        var (first, last) = ((int)Math.Floor(Math.Log10(low)), (int)Math.Ceiling(Math.Log10(high)));
        // The largest round number that is no larger than the least value, and the smallest that is no smaller than the largest.
        var round = Enumerable.Range(first, last - first + 1)
            .SelectMany(decade => Mantissas.Select(mantissa => mantissa * Math.Pow(10, decade))).ToList();
        var (start, end) = (round.Last(tick => tick <= low * 1.000001), round.First(tick => tick >= high * 0.999999));
        var decades = Math.Log10(end / start);
        var each = (int)Math.Ceiling(decades / 6);
        return new(end, [.. (decades <= 2.5 ? round : Decades(first, last, each)).Where(tick => tick >= start && tick <= end)])
        {
            Start = start,
            Scale = Math.Log10,
        };
    }

    /// <summary>Decades on both sides of 0.</summary>
    /// <param name="least">The size from which a value is told from 0.</param>
    public static Axis SignedLog(double low, double high, double least)
    {
        var (start, end) = (low < 0 ? -Rounded(Math.Max(-low, least)) : 0, high > 0 ? Rounded(Math.Max(high, least)) : 0);
        var (first, last) = ((int)Math.Round(Math.Log10(least)), (int)Math.Floor(Math.Log10(Math.Max(-start, end)) + 1e-9));
        var axis = new Axis(end, [])
        {
            Start = start,
            Scale = value => Math.Sign(value) * Math.Log10(1 + (Math.Abs(value) / least)),
        };
        // The largest first: what is too near to a label that there is, such as 0, has none.
        List<double> ticks = [0];
        foreach (var size in Decades(first, last, each: 1).Reverse())
        {
            foreach (var tick in new[] { size, -size }.Where(tick => tick >= start && tick <= end))
            {
                if (ticks.TrueForAll(other => Math.Abs(axis.PartOf(other) - axis.PartOf(tick)) >= NearestTicks))
                    ticks.Add(tick);
            }
        }

        return axis with { Ticks = [.. ticks.Order()] };
    }

    /// <summary>Moments, in seconds since 1970.</summary>
    public static Axis Time(double first, double last, int ticks = 6)
    {
        var (start, end) = first < last ? (first, last) : (first - 1800, last + 1800);
        var step = TimeSteps.Select(step => step.TotalSeconds).FirstOrDefault(step => (end - start) / step <= ticks, (end - start) / ticks);
        var begin = (long)Math.Ceiling(start / step);
        return new(end, [.. Enumerable.Range(0, (int)((long)Math.Floor(end / step) - begin) + 1).Select(tick => (begin + tick) * step)])
        {
            Start = start,
            Label = seconds => DateTime.UnixEpoch.AddSeconds(seconds) is var time && time.TimeOfDay == TimeSpan.Zero
                ? time.ToString(step > TimeSpan.FromDays(90).TotalSeconds ? "yyyy-MM-dd" : "MMM d", CultureInfo.InvariantCulture)
                : time.ToString("HH:mm", CultureInfo.InvariantCulture),
        };
    }

    private static IEnumerable<double> Decades(int first, int last, int each) =>
        Enumerable.Range(0, ((last - first) / each) + 1).Select(i => Math.Pow(10, first + (i * each)));
}
