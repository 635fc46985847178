using System.Globalization;
using Loadgen.Clocks;
using Loadgen.Serialization;

namespace Loadgen.Analysis.Reports.Checks;

/// <summary>Numbers and names in sentences.</summary>
internal static class Words
{
    // The others are counted.
    private const int MostNamed = 3;

    /// <summary>Such as <c>1 run</c> or <c>1,203 runs</c>.</summary>
    public static string Count(long number, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {what}{(number == 1 ? "" : "s")}");

    /// <summary>Such as <c>1,203</c>.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Such as <c>23%</c>; never 0% of something, nor 100% of not all.</summary>
    public static string Percent(double share) => share switch
    {
        > 0 and < 0.01 => "less than 1%",
        > 0.99 and < 1 => "more than 99%",
        _ => share.ToString("0%", CultureInfo.InvariantCulture),
    };

    /// <summary>Such as <c>340 ms</c> or <c>1.4 s</c>.</summary>
    public static string Duration(double milliseconds) => milliseconds < 1000
        ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.#} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:N1} s");

    /// <summary>A trace hour.</summary>
    public static string Hour(DateTime hour) => Instant.ToSeconds(new(hour, TimeSpan.Zero));

    /// <summary>A text of a log, as far as a sentence has room for it.</summary>
    public static string Name(string text) => Excerpt.Of(text);

    /// <summary>Such as <c>a, b and c</c>; of many the first ones and how many others.</summary>
    public static string List(IReadOnlyList<string> names)
    {
        if (names.Count > MostNamed + 1)
            names = [.. names.Take(MostNamed), string.Create(CultureInfo.InvariantCulture, $"{names.Count - MostNamed:N0} others")];
        return names.Count > 1 ? $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}" : string.Concat(names);
    }
}
