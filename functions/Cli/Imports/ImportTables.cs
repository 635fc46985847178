using System.Globalization;
using Loadgen.Cli.Output;
using Loadgen.Import;
using Spectre.Console;

namespace Loadgen.Cli.Imports;

/// <summary>What an import took and made, for a person.</summary>
internal static class ImportTables
{
    public static void Print(Shell shell, ImportReport report, string path)
    {
        var chosen = Tables.New(shell, "", "trace", "chosen", "workload").NoWrap();
        foreach (var column in chosen.Columns.Skip(1))
            column.RightAligned();
        AddRow("functions", report.Functions.Of, report.Functions.Taken + report.FunctionsWithoutCalls, report.Functions.Taken);
        AddRow($"calls in minutes {report.Minutes}", report.Calls.Of, report.CallsOfChosen, report.Calls.Taken);
        AddRow("calls in the busiest minute", null, report.Peak.Of, report.Peak.Taken);
        AddRow("minutes", report.MinutesInTrace, report.Minutes.Count, report.Minutes.Count);
        shell.Console.Write(chosen);

        var targets = Tables.New(shell, "target", "functions", "calls").NoWrap();
        foreach (var column in targets.Columns.Skip(1))
            column.RightAligned();
        foreach (var target in report.Targets)
            targets.AddRow(Markup.Escape(target.Target), Number(target.Functions), Number(target.Calls));
        shell.Console.WriteLine();
        shell.Console.Write(targets);

        shell.Console.WriteLine();
        foreach (var remark in Remarks(report))
            shell.WriteUnbroken(remark);
        shell.WriteUnbroken(string.Create(
            CultureInfo.InvariantCulture, $"{path}: {report.Name}, {report.Hours} {(report.Hours == 1 ? "hour" : "hours")}"));

        void AddRow(string name, long? trace, long taken, long workload) =>
            chosen.AddRow(name, trace is { } all ? Number(all) : "", Number(taken), Number(workload));
    }

    private static IEnumerable<string> Remarks(ImportReport report)
    {
        if (report.Calls.Taken < report.CallsOfChosen)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Thinned: {100.0 * report.Calls.Taken / report.CallsOfChosen:0.##}% of the chosen functions' calls are left.");
        }

        if (report.FunctionsWithoutCalls > 0)
            yield return $"{Number(report.FunctionsWithoutCalls)} of the chosen functions have no call left, and are left out.";
        if (report.BeganBefore > 0)
            yield return $"{Number(report.BeganBefore)} calls began before the trace did, and are left out.";
        if (report.AddedRows > 0)
            yield return $"{Number(report.AddedRows)} rows are of a function that had one already; their calls were added up.";
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
