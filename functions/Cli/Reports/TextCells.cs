using System.Globalization;
using Loadgen.Analysis.Figures;
using Loadgen.Analysis.Statistics;
using Loadgen.Cli.Output;
using Loadgen.Serialization;

namespace Loadgen.Cli.Reports;

/// <summary>Cells of a report's tables in a terminal. What logs say cannot reach it as control characters.</summary>
internal static class TextCells
{
    private const string Nothing = "–";
    private const int LongestName = 24;
    private const int MostCounts = 4;

    public static string Name(string text) => Name(text, LongestName);

    public static string Name(string text, int most) => Shortened.Of(Excerpt.Of(text), most);

    /// <summary>A sentence, in which names of the logs may stand.</summary>
    public static string Sentence(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));

    public static string Count(long? value) => value?.ToString("N0", CultureInfo.InvariantCulture) ?? Nothing;

    public static string Number(double? value) => value is { } number ? Quantity.Of(number) : Nothing;

    /// <summary>A value, and where it lies.</summary>
    public static string Estimate(Estimate? estimate) => estimate switch
    {
        null => Nothing,
        { Interval: { } interval } => $"{Number(estimate.Value)} ({Number(interval.Low)}–{Number(interval.High)})",
        _ => Number(estimate.Value),
    };

    /// <summary>Several values in a cell.</summary>
    public static string Numbers(params IEnumerable<double?> values) => string.Join('/', values.Select(Number));

    /// <summary>Such as <c>99.2%</c>; never 100% of not all.</summary>
    public static string Share(double? share) => share switch
    {
        null => Nothing,
        0 or 1 => share.Value.ToString("0%", CultureInfo.InvariantCulture),
        > 0.999 => ">99.9%",
        _ => share.Value.ToString("0.0%", CultureInfo.InvariantCulture),
    };

    /// <summary>Such as <c>3 ok, 1 timeout</c>, of the most frequent few.</summary>
    public static string Counts(IReadOnlyList<KeyValuePair<string, long>> counts)
    {
        var told = counts.Take(MostCounts).Select(pair => $"{Count(pair.Value)} {Name(pair.Key)}");
        var rest = counts.Skip(MostCounts).Sum(pair => pair.Value);
        return string.Join(", ", rest > 0 ? told.Append($"{Count(rest)} others") : told);
    }
}
