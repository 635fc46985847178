using Loadgen.Cli.Output;
using Loadgen.Serialization;

namespace Loadgen.Cli.Reports;

/// <summary>A table of functions, whose names are as long as the terminal has room for.</summary>
internal static class NamedTable
{
    private const int Gap = 2;
    private const int Shortest = 12;
    private const int Longest = 48;

    /// <param name="rows">The first one has the headings; all have as many cells.</param>
    /// <param name="name">The column of the names. Those after it stand below their row where there is no room for them.</param>
    /// <param name="numbers">How many columns, from the first on, are of numbers.</param>
    public static void Print(Shell shell, IReadOnlyList<string[]> rows, int name, int numbers)
    {
        var others = Enumerable.Range(0, name).Sum(column => rows.Max(row => row[column].Length) + Gap);
        var most = Math.Clamp(shell.Console.Profile.Width - others, Shortest, Longest);
        UnbrokenTable.Print(shell, [.. rows.Select(Shorten)], fewest: name + 1, numbers);

        string[] Shorten(string[] row) => [.. row[..name], Shortened.Of(Excerpt.Of(row[name]), most), .. row[(name + 1)..]];
    }
}
