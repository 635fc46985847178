using System.Globalization;
using Loadgen.Analysis.Correlation;
using Loadgen.Cli.Output;
using Loadgen.Serialization;
using Spectre.Console;

namespace Loadgen.Cli.Correlation;

/// <summary>What the logs of functions say, scenario by scenario and function by function. Times are medians in ms.</summary>
internal static class CorrelationTable
{
    private static readonly string[] Names = ["", "function"];
    private static readonly string[] Counts = ["calls", "logged", "twice", "early", "late", "cold"];
    private static readonly string[] Times = ["queue", "execution", "end to end", "overhead", "dispatcher"];

    // With the gaps between them, and a scenario's letter before.
    private const int WidthOfTimes = 50;
    private const int ShortestName = 8;
    private const int LongestName = 24;

    /// <summary>Prints it; in a narrow terminal the times below the counts.</summary>
    public static void Print(Shell shell, CorrelationResult result)
    {
        if (Tables.IsRoomy(shell))
        {
            Print(shell, result, [.. Counts, .. Times], function => [.. CountsOf(function), .. TimesOf(function)]);
            return;
        }

        Print(shell, result, Counts, CountsOf);
        shell.WriteUnbroken("");
        Print(shell, result, Times, TimesOf);
    }

    private static void Print(
        Shell shell, CorrelationResult result, IReadOnlyList<string> columns, Func<CorrelatedFunction, IReadOnlyList<string>> cells)
    {
        var table = Tables.New(shell, [.. Names, .. columns]).NoWrap();
        foreach (var column in table.Columns.Skip(Names.Length))
            column.RightAligned();
        foreach (var function in result.Functions)
        {
            string[] row =
            [
                Shortened.Of(Excerpt.Of(function.Approach), shell), NameOf(Excerpt.Of(function.Function), shell), .. cells(function),
            ];
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        shell.Console.Write(table);
    }

    // The name is what can be shorter where there is no room: it is the same in both tables.
    private static string NameOf(string function, Shell shell) => Tables.IsRoomy(shell)
        ? Shortened.Of(function, shell)
        : Shortened.Of(function, Math.Clamp(shell.Console.Profile.Width - WidthOfTimes, ShortestName, LongestName));

    private static IReadOnlyList<string> CountsOf(CorrelatedFunction function) =>
    [
        .. new[]
        {
            function.Calls, function.WithLog, function.ExecutedTwice, function.Early, function.Late, function.ColdStarts,
        }.Select(count => count.ToString(CultureInfo.InvariantCulture)),
    ];

    private static IReadOnlyList<string> TimesOf(CorrelatedFunction function) =>
    [
        .. new[]
        {
            function.QueueDelay, function.Execution, function.TrueEndToEnd, function.Overhead, function.DispatcherExecution,
        }.Select(time => time?.ToString("0.#", CultureInfo.InvariantCulture) ?? "–"),
    ];
}
