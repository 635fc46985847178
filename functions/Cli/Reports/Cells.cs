using System.Globalization;
using Loadgen.Analysis.Figures;
using Loadgen.Analysis.Statistics;
using Loadgen.Cli.Output;
using Loadgen.Cli.Pages;

namespace Loadgen.Cli.Reports;

/// <summary>Cells of a report's tables.</summary>
internal static class Cells
{
    /// <summary>A name of the logs is no longer than this on a page: a log may say anything.</summary>
    private const int LongestText = 200;

    /// <summary>What was not measured.</summary>
    private const string Nothing = "–";

    public static string Text(string? text) => text is null or "" ? Nothing : Shortened.Of(text, LongestText);

    public static Html Name(string? text) => Html.Of($"<bdi>{Text(text)}</bdi>");

    /// <summary>A sentence, in which a name may stand between backticks.</summary>
    public static Html Sentence(string text)
    {
        var (start, end) = (text.IndexOf('`', StringComparison.Ordinal), text.LastIndexOf('`'));
        return start < end
            ? Html.Of($"<bdi>{text[..start]}<code>{text[(start + 1)..end]}</code>{text[(end + 1)..]}</bdi>")
            : Html.Of($"<bdi>{text}</bdi>");
    }

    public static Html Number(double? value) => Html.Of($"{(value is { } number ? Quantity.Of(number) : Nothing)}");

    public static Html Count(long? value) => value is { } count ? Html.Of($"{count:N0}") : Html.Of($"{Nothing}");

    /// <summary>A value, and where it lies.</summary>
    public static Html Estimate(Estimate? estimate) => estimate is null
        ? Html.Of($"{Nothing}")
        : estimate.Interval is { } interval
            ? Html.Of($"{Quantity.Of(estimate.Value)} ({Quantity.Of(interval.Low)} to {Quantity.Of(interval.High)})")
            : Number(estimate.Value);

    /// <summary>A share, and where it lies, in percent.</summary>
    public static Html Share(Estimate? estimate) => estimate is null
        ? Html.Of($"{Nothing}")
        : estimate.Interval is { } interval
            ? Html.Of($"{TextCells.Share(estimate.Value)} ({TextCells.Share(interval.Low)} to {TextCells.Share(interval.High)})")
            : Html.Of($"{TextCells.Share(estimate.Value)}");

    /// <summary>Such as <c>3 ok, 1 timeout</c>, of the most frequent few.</summary>
    public static Html Counts(IReadOnlyList<KeyValuePair<string, long>> counts)
    {
        const int most = 6;
        if (counts.Count == 0)
            return Html.Of($"{Nothing}");
        var rest = counts.Skip(most).Sum(pair => pair.Value);
        var told = counts.Take(most).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value:N0} {Text(pair.Key)}"));
        var others = rest == 0 ? default : Html.Of($", {rest:N0} others");
        return Html.Of($"<bdi>{string.Join(", ", told)}</bdi>{others}");
    }

    /// <summary>A cell of a picture's table.</summary>
    public static Html Of(object? value) => value switch
    {
        null => default,
        string text => Name(text),
        DateTime time => Html.Of($"{time:yyyy-MM-dd HH:mm}"),
        int count => Count(count),
        long count => Count(count),
        double number when number == Math.Floor(number) && Math.Abs(number) < 1e15 => Html.Of($"{number:N0}"),
        double number => Number(number),
        _ => Html.Of($"{Convert.ToString(value, CultureInfo.InvariantCulture)}"),
    };
}
