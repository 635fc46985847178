using Loadgen.Analysis.Carbon;
using Loadgen.Cli.Pages;

namespace Loadgen.Cli.Reports;

/// <summary>Energy and emissions, and what was assumed.</summary>
internal static class CarbonBlock
{
    public static Html Of(CarbonResult carbon) => Html.Of($"""
        {(carbon.Totals.Count == 0 ? Html.Constant("<p>No call could be counted.</p>") : TotalTable(carbon.Totals))}
        {(carbon.Ratios.Count == 0 ? default : RatioTable(carbon.Ratios))}
        <h3>What was assumed</h3>
        <ul class="plain">{carbon.Assumptions.Select(assumption => Html.Of($"<li>{Cells.Sentence(assumption)}</li>"))}</ul>
        """);

    private static Html TotalTable(IReadOnlyList<CarbonTotal> totals) => ReportTable.Of(
        "Energy and emissions of the calls that are counted",
        [
            new("scenario"), new("function", "t"), new("calls", "n"), new("counted", "n"), new("energy (Wh)", "n"),
            new("emissions (g CO₂e)", "n"),
            new("intensity (g/kWh)", "n"), new("a year (kg CO₂e)", "n"),
        ],
        totals.Take(3 * ReportPage.MostFunctions).Select(TotalOf));

    private static Html RatioTable(IReadOnlyList<CarbonRatio> ratios) => ReportTable.Of(
        "The baseline's energy (Powerup) and emissions (Greenup) divided by the scenario's: above 1 is less",
        [
            new("scenario"), new("baseline"), new("function", "t"), new("Powerup", "n"), new("Greenup", "n"), new("pairs", "n"),
            new("hours", "n"),
        ],
        ratios.Take(3 * ReportPage.MostFunctions).Select(ratio => (IReadOnlyList<Html>)
        [
            Cells.Name(ratio.Approach),
            Cells.Name(ratio.Baseline),
            FunctionOf(ratio.Function),
            Cells.Estimate(ratio.Powerup),
            Cells.Estimate(ratio.Greenup),
            Cells.Count(ratio.Pairs),
            Cells.Count(ratio.Hours),
        ]));

    private static IReadOnlyList<Html> TotalOf(CarbonTotal total) =>
    [
        Cells.Name(total.Approach),
        FunctionOf(total.Function),
        Cells.Count(total.Calls),
        Cells.Count(total.Counted),
        Cells.Number(total.Energy * CarbonText.WattHours),
        Cells.Number(total.Emissions),
        Cells.Number(total.Intensity),
        Cells.Number(total.EmissionsPerYear),
    ];

    private static Html FunctionOf(string? function) => function is null ? Html.Constant("<strong>all</strong>") : Cells.Name(function);
}
