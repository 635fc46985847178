using Loadgen.Analysis.Correlation;
using Loadgen.Cli.Pages;

namespace Loadgen.Cli.Reports;

/// <summary>What the functions' own logs say of the calls.</summary>
internal static class CorrelationBlock
{
    public static Html Of(CorrelationResult correlation) => Html.Of($"""
        <p>Logs of calls that no event made: {correlation.LogsWithoutCall:N0}.</p>
        {ReportTable.Of(
            "Calls and the functions' logs; times are medians in ms",
            [
                new("function", "name"), new("scenario"), new("calls", "n"), new("with a log", "n"), new("executed twice", "n"),
                new("too early", "n"),
                new("too late", "n"), new("cold starts", "n"), new("queue", "n"), new("execution", "n"), new("until finished", "n"),
                new("overhead", "n"), new("received before sent", "n"), new("with a dispatcher's log", "n"), new("dispatcher", "n"),
            ],
            correlation.Functions.Take(3 * ReportPage.MostFunctions).Select(CellsOf))}
        """);

    private static IReadOnlyList<Html> CellsOf(CorrelatedFunction function) =>
    [
        Cells.Name(function.Function),
        Cells.Name(function.Approach),
        Cells.Count(function.Calls),
        Cells.Count(function.WithLog),
        Cells.Count(function.ExecutedTwice),
        Cells.Count(function.Early),
        Cells.Count(function.Late),
        Cells.Count(function.ColdStarts),
        Cells.Number(function.QueueDelay),
        Cells.Number(function.Execution),
        Cells.Number(function.TrueEndToEnd),
        Cells.Number(function.Overhead),
        Cells.Count(function.NegativeQueueDelays),
        Cells.Count(function.WithDispatcherLog),
        Cells.Number(function.DispatcherExecution),
    ];
}
