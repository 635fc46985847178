using System.Globalization;
using Loadgen.Analysis.Verification;
using Loadgen.Calls;
using Loadgen.Cli.Output;
using Spectre.Console;

namespace Loadgen.Cli.Verification;

/// <summary>What was found in logs, for a person.</summary>
internal static class VerificationTables
{
    /// <summary>Prints the runs, the findings, and the verdict.</summary>
    public static void Print(Shell shell, IReadOnlyList<VerifiedLog> logs)
    {
        PrintRuns(shell, logs);
        PrintFindings(shell, logs);
        var passed = logs.All(log => log.Report.Passed);
        var errors = logs.Sum(log => log.Report.Findings.Count(finding => finding.Severity is Severity.Error));
        var broken = errors == 1 ? "finding breaks a promise" : "findings break promises";
        shell.Console.MarkupLine(passed
            ? "[green]Passed[/]: every planned event has its one line, none was sent early, and each run begins and ends as it must."
            : $"[red]Failed[/]: {errors.ToString(CultureInfo.InvariantCulture)} {broken}.");
    }

    /// <summary>Prints what was found, and nothing where that is nothing.</summary>
    public static void PrintFindings(Shell shell, IReadOnlyList<VerifiedLog> logs)
    {
        var findings = logs.SelectMany(log => log.Report.Findings.Select(finding => (log.Name, finding))).ToList();
        if (findings.Count == 0)
            return;

        var table = Tables.New(shell, "severity", "finding", "where", "what");
        foreach (var (name, finding) in findings)
        {
            table.AddRow(
                new Text(finding.Severity.ToString().ToLowerInvariant(), StyleOf(finding.Severity)),
                new Text(finding.Kind.ToString()),
                new Text(Where(name, finding)),
                new Text(What(finding)));
        }

        shell.Console.Write(table);
    }

    private static void PrintRuns(Shell shell, IReadOnlyList<VerifiedLog> logs)
    {
        var table = Tables.New(shell, "log", "experiment", "scenario", "hour", "run", "lines", "outcomes", "lag median / max", "verdict");
        foreach (var (name, run) in logs.SelectMany(log => log.Report.Runs.Select(run => (log.Name, run))))
        {
            table.AddRow(
                new Text(Path.GetFileName(name)),
                new Text(run.Run.ExperimentId),
                new Text(run.Run.Scenario.ToString()),
                new Text(run.Run.TraceHour.ToString()),
                new Text(run.Run.RunId),
                new Text(string.Create(CultureInfo.InvariantCulture, $"{run.Logged} of {run.Planned}")),
                new Text(Outcomes(run)),
                new Text(run.MedianLag is null ? "–" : $"{Milliseconds(run.MedianLag)} / {Milliseconds(run.GreatestLag)} ms"),
                new Markup(run.Passed ? "[green]passed[/]" : "[red]failed[/]"));
        }

        if (table.Rows.Count > 0)
            shell.Console.Write(table);
    }

    private static string Outcomes(RunSummary run) =>
        string.Join(", ", run.Outcomes.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value} {pair.Key.ToName()}")));

    private static string Milliseconds(TimeSpan? span) => span?.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) ?? "–";

    private static string Where(string name, Finding finding) => finding.LineNumber is { } line
        ? string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(name)}:{line}")
        : Path.GetFileName(name);

    private static string What(Finding finding) => finding.EventId is { } id && !finding.Message.Contains(id, StringComparison.Ordinal)
        ? $"{id}: {finding.Message}"
        : finding.Message;

    private static Style StyleOf(Severity severity) => severity switch
    {
        Severity.Error => new(Color.Red),
        Severity.Warning => new(Color.Yellow),
        _ => Style.Plain,
    };
}
