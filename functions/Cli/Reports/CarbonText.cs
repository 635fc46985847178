using Loadgen.Analysis.Carbon;
using Spectre.Console;
using static Loadgen.Cli.Reports.TextCells;

namespace Loadgen.Cli.Reports;

/// <summary>Energy and emissions.</summary>
internal static class CarbonText
{
    /// <summary>In a kWh.</summary>
    public const double WattHours = 1000;

    /// <param name="functions">Those that have rows.</param>
    public static void Print(Shell shell, CarbonResult carbon, IReadOnlySet<string> functions)
    {
        ReportText.Head(shell, "Energy and emissions of the calls whose duration, region and intensity are known");
        string[] headings = ["known", "of", "Wh", "g CO2e", "g/kWh", "kg a year", "", "function"];
        NamedTable.Print(
            shell, [headings, .. carbon.Totals.Where(total => IsShown(total.Function)).Select(CellsOf)], name: 7, numbers: 6);
        var ratios = carbon.Ratios.Where(ratio => IsShown(ratio.Function)).ToList();
        if (ratios.Count > 0)
        {
            shell.WriteUnbroken("");
            string[] names = ["Powerup", "Greenup", "pairs", "hours", "", "function"];
            NamedTable.Print(shell, [names, .. ratios.Select(CellsOf)], name: 5, numbers: 4);
        }

        shell.WriteUnbroken("");
        foreach (var assumption in carbon.Assumptions)
            shell.Console.WriteLine(Sentence(assumption));

        bool IsShown(string? function) => function is null || functions.Contains(function);
    }

    private static string[] CellsOf(CarbonTotal total) =>
    [
        Count(total.Counted),
        Count(total.Calls),
        Number(total.Energy * WattHours),
        Number(total.Emissions),
        Number(total.Intensity),
        Number(total.EmissionsPerYear),
        Name(total.Approach),
        total.Function ?? "all",
    ];

    private static string[] CellsOf(CarbonRatio ratio) =>
    [
        Estimate(ratio.Powerup),
        Estimate(ratio.Greenup),
        Count(ratio.Pairs),
        Count(ratio.Hours),
        $"{Name(ratio.Approach)} : {Name(ratio.Baseline)}",
        ratio.Function ?? "all",
    ];
}
