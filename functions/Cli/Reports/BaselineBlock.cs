using System.Globalization;
using Loadgen.Analysis.Reports;
using Loadgen.Cli.Pages;

namespace Loadgen.Cli.Reports;

/// <summary>Each scenario against the baseline: what is shown in sentences, and all of it in a table.</summary>
internal static class BaselineBlock
{
    private const int MostSentences = 30;

    public static Html Of(Report report)
    {
        var (functions, others) = ReportPage.Busiest(report);
        List<Comparison> comparisons = [.. report.Comparisons.Where(comparison => functions.Contains(comparison.Function))];
        List<Comparison> shown = [.. comparisons.Where(IsShown)];
        return Html.Of($"""
            {(shown.Count == 0 ? Html.Constant("<p>No difference can be shown.</p>") : Sentences(shown))}
            <p class="faint">Of pairs of the same hour, function and index,
            in which both calls succeeded and neither was put off. Differences are the
            scenario's latency minus the baseline's;
            Speedup is the baseline's divided by the scenario's: above 1 is faster. <code>~</code>: no
            difference can be shown. p is adjusted for the number of comparisons.</p>
            {ReportTable.Of(
                "Differences of latency; in brackets, where they lie with a confidence of 95%",
                [
                    new("function", "name"), new("scenario"), new("baseline"), new("measured"), new("shown"), new("difference (ms)", "n"),
                    new("Speedup", "n"), new("p", "n"), new("pairs", "n"), new("hours", "n"), new("without a pair", "n"),
                ],
                comparisons.Select(CellsOf))}
            {others}
            """);
    }

    private static bool IsShown(Comparison comparison) => comparison.Finding is Finding.Faster or Finding.Slower;

    private static Html Sentences(List<Comparison> shown) => Html.Of($"""
        <ul class="plain">{shown.Take(MostSentences).Select(comparison => Html.Of($"<li>{Cells.Sentence(comparison.Sentence)}</li>"))}</ul>
        {(shown.Count <= MostSentences
            ? default
            : Html.Of($"""<p class="faint">And {shown.Count - MostSentences:N0} others, in the table.</p>"""))}
        """);

    private static IReadOnlyList<Html> CellsOf(Comparison comparison) =>
    [
        Cells.Name(comparison.Function),
        Cells.Name(comparison.Approach.Label),
        Cells.Name(comparison.Baseline.Label),
        Html.Of($"{FunctionBlock.WordOf(comparison.Measure)}"),
        Html.Of($"{WordOf(comparison.Finding)}"),
        .. comparison.Result.Pairs == 0
            ? [Html.Of($"–"), Html.Of($"–"), Html.Of($"–")]
            : (Html[])
            [
                Cells.Estimate(comparison.Result.Difference),
                Cells.Estimate(comparison.Result.Ratio),
                Html.Of($"{POf(comparison.AdjustedP)}"),
            ],
        Cells.Count(comparison.Result.Pairs),
        Cells.Count(comparison.Result.Hours),
        Cells.Count(comparison.Unpaired),
    ];

    private static string WordOf(Finding finding) => finding switch
    {
        Finding.Faster => "faster",
        Finding.Slower => "slower",
        Finding.TooFew => "~ too few",
        _ => "~",
    };

    private static string POf(double p) => p < 0.001 ? "< 0.001" : p.ToString("0.000", CultureInfo.InvariantCulture);
}
