using Loadgen.Analysis.Reports;
using static Loadgen.Cli.Reports.TextCells;

namespace Loadgen.Cli.Reports;

/// <summary>The calls that were put off, which are never compared as latency.</summary>
internal static class ShiftedText
{
    public static void Print(Shell shell, IReadOnlyList<ShiftedCalls> shifted)
    {
        ReportText.Head(shell, "Calls that were put off");
        string[] headings = ["calls", "h p50/max", "in time", "g/kWh now/then", "", "function"];
        NamedTable.Print(shell, [headings, .. shifted.Select(CellsOf)], name: 5, numbers: 4);
    }

    private static string[] CellsOf(ShiftedCalls calls) =>
    [
        Count(calls.Calls),
        Numbers(calls.DelayMedian, calls.DelayMax),
        calls.WithDeadline > 0 ? $"{Count(calls.InTime)} of {Count(calls.WithDeadline)}" : "–",
        Numbers(calls.IntensityNow, calls.IntensityThen),
        Name(calls.Approach.Label),
        calls.Function,
    ];
}
