using System.Globalization;
using Loadgen.Analysis.Workloads;
using Loadgen.Cli.Output;
using static Loadgen.Cli.Workloads.WorkloadWords;

namespace Loadgen.Cli.Workloads;

/// <summary>A workload for a person at a terminal.</summary>
internal static class WorkloadText
{
    private static readonly string[] Headings = ["calls", "share", "most an hour", "function", "schedule", "target"];

    private const int Numbers = 3;

    public static void Print(Shell shell, WorkloadReport report)
    {
        var summary = report.Summary;
        shell.WriteUnbroken($"{summary.Name}: {SizeOf(summary)}");
        shell.WriteUnbroken(HoursOf(summary));
        shell.WriteUnbroken("");
        var sparkline = summary.Hours == 1
            ? Sparkline.Of(summary.CallsPerMinute, "minute", perRow: 60)
            : Sparkline.Of(summary.CallsPerHour, "hour", perRow: 24);
        shell.WriteUnbroken(sparkline.Title);
        foreach (var row in sparkline.Rows)
            shell.WriteUnbroken(row);

        shell.WriteUnbroken("");
        PrintPeaks(shell, summary);
        shell.WriteUnbroken($"an hour costs   {Dollars(report.MeanCost)} on the average, {Dollars(report.MostCost.Total)} at most");
        foreach (var line in Basis(report))
            shell.WriteUnbroken($"                {line}");

        shell.WriteUnbroken("");
        UnbrokenTable.Print(shell, [Headings, .. report.Busiest.Select(CellsOf)], Numbers + 1, Numbers);
        if (report.Others is { } others)
            shell.WriteUnbroken($"{others}: --all");
    }

    private static void PrintPeaks(Shell shell, WorkloadSummary summary)
    {
        (string Name, string Start, string Calls)[] peaks =
        [
            ("hour", TimeOf(summary.BusiestHour.Start), Count(summary.BusiestHour.Calls, "call")),
            ("minute", TimeOf(summary.BusiestMinute.Start), Count(summary.BusiestMinute.Calls, "call")),
            ("second", SecondOf(summary.Example.BusiestSecond.Start), $"{Count(summary.Example.BusiestSecond.Calls, "call")}, {OfExample}"),
        ];
        var width = peaks.Max(peak => peak.Start.Length);
        foreach (var (name, start, calls) in peaks)
            shell.WriteUnbroken($"busiest {name,-6}  {start.PadRight(width)}  {calls}");
    }

    private static string[] CellsOf(FunctionSummary summary) =>
    [
        summary.Calls.ToString("N0", CultureInfo.InvariantCulture),
        Percent(summary.Share),
        summary.MostInAnHour.ToString("N0", CultureInfo.InvariantCulture),
        summary.Function.Id,
        summary.Schedule,
        summary.Function.Traits.Target,
    ];
}
