using Loadgen.Analysis.Reports;
using Loadgen.Cli.Pages;

namespace Loadgen.Cli.Reports;

/// <summary>Calls that were put off: by how much, in time or not, and what it did to their intensity.</summary>
internal static class ShiftedBlock
{
    public static Html Of(IReadOnlyList<ShiftedCalls> shifted) => Html.Of($"""
        <p class="faint">They are never compared as latency.</p>
        {ReportTable.Of(
            "Delays in hours, intensities in g/kWh where and when calls were sent, and where and when they ran or are to run",
            [
                new("function", "name"), new("scenario"), new("calls", "n"), new("delay p50", "n"), new("most", "n"), new("in time", "n"),
                new("with a deadline", "n"), new("intensity when sent", "n"), new("when run", "n"), new("calls with both", "n"),
            ],
            shifted.Take(ReportPage.MostFunctions).Select(CellsOf))}
        """);

    private static IReadOnlyList<Html> CellsOf(ShiftedCalls calls) =>
    [
        Cells.Name(calls.Function),
        Cells.Name(calls.Approach.Label),
        Cells.Count(calls.Calls),
        Cells.Number(calls.DelayMedian),
        Cells.Number(calls.DelayMax),
        Cells.Count(calls.InTime),
        Cells.Count(calls.WithDeadline),
        Cells.Number(calls.IntensityNow),
        Cells.Number(calls.IntensityThen),
        Cells.Count(calls.WithIntensity),
    ];
}
