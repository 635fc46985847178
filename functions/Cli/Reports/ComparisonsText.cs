using System.Globalization;
using Loadgen.Analysis.Reports;
using Loadgen.Cli.Output;
using Spectre.Console;
using static Loadgen.Cli.Reports.TextCells;

namespace Loadgen.Cli.Reports;

/// <summary>Latencies against the baseline, as benchstat has them: <c>~</c> where nothing is shown.</summary>
internal static class ComparisonsText
{
    private const string NothingShown = "~";

    public static void Print(Shell shell, IReadOnlyList<Comparison> comparisons)
    {
        ReportText.Head(shell, "Against the baseline, pair by pair");
        // What a narrow terminal has no room for stands in the sentences.
        var isRoomy = Tables.IsRoomy(shell);
        string[] intervals = isRoomy ? ["95%"] : [];
        string[] headings = ["difference", .. intervals, "Speedup", "p (Holm)", "pairs", "hours", "", "function", ""];
        NamedTable.Print(
            shell,
            [headings, .. comparisons.Select(comparison => CellsOf(comparison, isRoomy))],
            name: headings.Length - 2,
            numbers: headings.Length - 3);
        shell.WriteUnbroken("");
        foreach (var comparison in comparisons)
            shell.Console.MarkupLine(LineOf(comparison));
    }

    private static string[] CellsOf(Comparison comparison, bool isRoomy)
    {
        var result = comparison.Result;
        var scale = DurationScale.For(result.Difference.Value, result.Difference.Interval);
        var value = $"{(result.Difference.Value > 0 ? "+" : "")}{scale.Of(result.Difference.Value)} {scale.Unit}";
        var interval = result.Difference.Interval is { } range ? $"{scale.Of(range.Low)} to {scale.Of(range.High)} {scale.Unit}" : "–";
        return
        [
            comparison.Finding is Finding.Faster or Finding.Slower ? value : NothingShown,
            .. isRoomy ? [interval] : Array.Empty<string>(),
            isRoomy ? Estimate(result.Ratio) : Number(result.Ratio?.Value),
            comparison.Finding is Finding.TooFew ? "–" : P(comparison.AdjustedP),
            Count(result.Pairs),
            Count(result.Hours),
            $"{Name(comparison.Approach.Label)} : {Name(comparison.Baseline.Label)}",
            comparison.Function,
            FunctionText.SourceOf(comparison.Measure),
        ];
    }

    private static string LineOf(Comparison comparison)
    {
        var text = Markup.Escape(comparison.Sentence);
        return comparison.Finding switch
        {
            Finding.Faster => $"[green]{text}[/]",
            Finding.Slower => $"[red]{text}[/]",
            Finding.TooFew => $"[olive]{text}[/]",
            _ => text,
        };
    }

    private static string P(double p) => p < 0.001 ? "<0.001" : p.ToString("0.000", CultureInfo.InvariantCulture);
}
