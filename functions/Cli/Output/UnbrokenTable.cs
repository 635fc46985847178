using System.Globalization;
using Spectre.Console;

namespace Loadgen.Cli.Output;

/// <summary>A table whose lines are never broken: what the terminal is too narrow for stands below its row.</summary>
internal static class UnbrokenTable
{
    private const string Gap = "  ";

    /// <param name="rows">The first one has the headings; all have as many cells.</param>
    /// <param name="fewest">How many columns stand in a line however narrow the terminal is.</param>
    /// <param name="numbers">How many columns, from the first on, are of numbers.</param>
    public static void Print(Shell shell, IReadOnlyList<string[]> rows, int fewest = 1, int numbers = 0)
    {
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        var columns = widths.Length;
        while (columns > fewest && widths[..columns].Sum() + (Gap.Length * (columns - 1)) > shell.Console.Profile.Width)
            columns--;
        shell.Console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[bold]{Line(rows[0])}[/]");
        foreach (var row in rows.Skip(1))
        {
            shell.WriteUnbroken(Line(row));
            foreach (var cell in row[columns..].Where(cell => cell.Length > 0))
                shell.WriteUnbroken(Gap + cell);
        }

        string Line(string[] row) => string.Join(Gap, row[..columns].Select(Padded)).TrimEnd();

        string Padded(string cell, int column) => column < numbers ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]);
    }
}
