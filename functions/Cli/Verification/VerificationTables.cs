using System.Globalization;
using Loadgen.Analysis.Requirements;
using Loadgen.Analysis.Verification;
using Loadgen.Calls;
using Loadgen.Cli.Output;
using Spectre.Console;

namespace Loadgen.Cli.Verification;

/// <summary>What was found in logs, for a person.</summary>
internal static class VerificationTables
{
    /// <summary>The most findings of a kind that are printed of a log.</summary>
    private const int MostOfAKind = 20;

    /// <summary>Prints the runs, the findings, the requirements, and the verdict.</summary>
    public static void Print(Shell shell, Verdict verdict)
    {
        RehearsalNotice.PrintEach(shell, [.. verdict.Runs.Select(run => run.Clock)]);
        foreach (var log in verdict.Logs)
            PrintRuns(shell, log);
        PrintFindings(shell, verdict.Logs);
        PrintRequirements(shell, verdict.Requirements);
        VerdictLine.Print(shell, verdict);
    }

    /// <summary>
    /// Prints what was found, each with its place below it, and nothing where that is nothing. Of many findings of one kind in a log, the
    /// first ones stand for all of them.
    /// </summary>
    public static void PrintFindings(Shell shell, IReadOnlyList<VerifiedLog> logs)
    {
        foreach (var log in logs)
        {
            var counts = log.Report.Findings.CountBy(finding => finding.Kind).ToDictionary();
            var printed = new Dictionary<FindingKind, int>();
            foreach (var finding in log.Report.Findings)
            {
                var number = printed[finding.Kind] = printed.GetValueOrDefault(finding.Kind) + 1;
                if (number <= MostOfAKind)
                    Print(shell, log.Name, finding);
                if (number == MostOfAKind && counts[finding.Kind] > number)
                {
                    shell.Console.MarkupLine(string.Create(
                        CultureInfo.InvariantCulture,
                        $"… and {counts[finding.Kind] - number} more of {finding.Kind} in this log; --json lists all of them"));
                }
            }
        }
    }

    private static void Print(Shell shell, string name, Finding finding)
    {
        var severity = finding.Severity.ToString().ToLowerInvariant();
        shell.Console.MarkupLine($"[{ColourOf(finding.Severity)}]{severity}[/] {finding.Kind}: {Markup.Escape(What(finding))}");
        var place = finding.Shard ?? name;
        shell.WriteUnbroken(
            finding.LineNumber is { } line ? string.Create(CultureInfo.InvariantCulture, $"  {place}:{line}") : $"  {place}");
    }

    private static void PrintRuns(Shell shell, VerifiedLog log)
    {
        shell.WriteUnbroken(log.Name);
        foreach (var run in log.Report.Runs)
        {
            // What the name says is not said again, as long as there is one run.
            var isNamed = log.Report.Runs.Count == 1
                && log.Name.Contains(run.Run.RunId, StringComparison.Ordinal)
                && log.Name.Contains($"{run.Run.ExperimentId}/{run.Run.Scenario}/", StringComparison.Ordinal);
            if (!isNamed)
                shell.Console.MarkupLine(Markup.Escape($"  {run.Run}"));
            shell.Console.MarkupLine($"  {StateOf(run)}  {Markup.Escape(Figures(run))}");
        }
    }

    private static void PrintRequirements(Shell shell, IReadOnlyList<RequirementResult> results)
    {
        if (results.Count == 0)
            return;

        var table = Tables.New(shell, "requirement", "", "found", "");
        foreach (var result in results)
        {
            table.AddRow(
                new Text(result.Requirement.Text),
                new Markup(result.Passed ? "[green]met[/]" : "[red]not met[/]"),
                new Text(result.Found is { } found ? Value(found, result.Requirement.Unit) : "–"),
                new Text(result.Details));
        }

        shell.Console.Write(table);
    }

    private static string StateOf(RunSummary run) =>
        !run.Passed ? "[red]failed[/]"
        : run.IsRunning ? "[olive]running[/]"
        : Verdict.IsUnanswered(run) ? "[olive]unanswered[/]"
        : "[green]passed[/]";

    private static string Figures(RunSummary run)
    {
        var lines = string.Create(CultureInfo.InvariantCulture, $"{run.Logged} of {run.Planned} lines");
        var outcomes = string.Join(
            ", ", run.Outcomes.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value} {pair.Key.ToName()}")));
        var lag = run is { MedianLag: { } median, GreatestLag: { } greatest }
            ? $"; lag {Milliseconds(median)} ms at the median, {Milliseconds(greatest)} ms at most"
            : "";
        return $"{lines}{(outcomes.Length > 0 ? $": {outcomes}" : "")}{lag}";
    }

    private static string Value(decimal value, string unit) =>
        $"{value.ToString("0.###", CultureInfo.InvariantCulture)}{(unit.Length > 0 ? $" {unit}" : "")}";

    private static string Milliseconds(TimeSpan span) => span.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);

    private static string What(Finding finding) => finding.EventId is { } id && !finding.Message.Contains(id, StringComparison.Ordinal)
        ? $"{id}: {finding.Message}"
        : finding.Message;

    private static string ColourOf(Severity severity) => severity switch
    {
        Severity.Error => "red",
        Severity.Warning => "olive",
        _ => "default",
    };
}
