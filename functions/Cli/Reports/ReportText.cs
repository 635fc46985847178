using Loadgen.Analysis.Correlation;
using Loadgen.Analysis.Reports;
using Loadgen.Cli.Correlation;
using Loadgen.Cli.Output;
using Spectre.Console;
using static Loadgen.Cli.Reports.TextCells;

namespace Loadgen.Cli.Reports;

/// <summary>A report for a person at a terminal: first whether it can be trusted.</summary>
internal static class ReportText
{
    /// <summary>The most functions that stand in a terminal.</summary>
    private const int MostFunctions = 20;

    private const int ShortestLog = 24;

    public static void Print(Shell shell, Report report)
    {
        RehearsalNotice.PrintEach(shell, [.. report.Clocks]);
        shell.WriteUnbroken(LogsOf(report.Logs, shell.Console.Profile.Width));
        PrintTrust(shell, report);
        List<string> functions = [.. report.Functions.Select(result => result.Function).Distinct()];
        var shown = functions.Take(MostFunctions).ToHashSet(StringComparer.Ordinal);
        if (functions.Count > 0)
            FunctionText.Print(shell, [.. report.Functions.Where(result => shown.Contains(result.Function))]);
        if (report.Comparisons.Count > 0)
            ComparisonsText.Print(shell, [.. report.Comparisons.Where(result => shown.Contains(result.Function))]);
        if (report.Shifted.Count > 0)
            ShiftedText.Print(shell, [.. report.Shifted.Where(result => shown.Contains(result.Function))]);
        if (report.Carbon is { } carbon)
            CarbonText.Print(shell, carbon, shown);
        if (report.Correlation is { } correlation)
            PrintCorrelation(shell, correlation, shown);
        if (functions.Count > shown.Count)
            shell.WriteUnbroken($"\n{Count(functions.Count - shown.Count)} functions with fewer events: --json, --html");
    }

    /// <summary>A heading of a block.</summary>
    public static void Head(Shell shell, string text)
    {
        shell.WriteUnbroken("");
        shell.Console.MarkupLineInterpolated($"[bold]{text}[/]");
    }

    private static void PrintTrust(Shell shell, Report report)
    {
        Head(shell, "Can it be trusted?");
        foreach (var remark in report.Trust.Remarks)
            shell.Console.MarkupLine(LineOf(remark));
        if (report.Trust.Remarks.Count == 0)
            shell.Console.WriteLine("Nothing was found that speaks against it.");
        if (report.Trust.Approaches.Count == 0)
            return;

        shell.WriteUnbroken("");
        string[] headings = ["runs", "planned", "stored", "twice", "lag p50", "p99", "max (ms)", "", "outcomes", "clock"];
        UnbrokenTable.Print(shell, [headings, .. report.Trust.Approaches.Select(CellsOf)], fewest: 8, numbers: 7);
    }

    private static void PrintCorrelation(Shell shell, CorrelationResult correlation, HashSet<string> shown)
    {
        Head(shell, "What the functions' logs say: medians in ms");
        CorrelationTable.Print(shell, new([.. correlation.Functions.Where(function => shown.Contains(function.Function))]));
        if (correlation.LogsWithoutCall > 0)
            shell.WriteUnbroken($"Logs of calls that no event made: {Count(correlation.LogsWithoutCall)}");
    }

    private static string LineOf(Remark remark)
    {
        var text = Markup.Escape(remark.Text);
        return remark.Kind switch
        {
            RemarkKind.Forbids => $"[red]Forbids a conclusion:[/] {text}",
            RemarkKind.Limits => $"[olive]Limits it:[/] {text}",
            _ => $"Note: {text}",
        };
    }

    private static string[] CellsOf(ApproachCoverage coverage) =>
    [
        Count(coverage.Runs),
        Count(coverage.Planned),
        Count(coverage.Stored),
        Count(coverage.Duplicates),
        Number(coverage.LagMedian),
        Number(coverage.LagP99),
        Number(coverage.LagMax),
        Name(coverage.Approach.Label),
        Counts(coverage.Outcomes),
        string.Join(", ", coverage.Clocks.Select(clock => Name(clock))),
    ];

    private static string LogsOf(IReadOnlyList<string> logs, int width)
    {
        var count = logs.Count == 1 ? "From " : $"From {Count(logs.Count)} logs, the first of them ";
        return count + Name(logs[0], Math.Max(width - count.Length, ShortestLog));
    }
}
