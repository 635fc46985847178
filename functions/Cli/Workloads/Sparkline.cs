using System.Globalization;

namespace Loadgen.Cli.Workloads;

/// <summary>Counts as rows of blocks, each as high as its count.</summary>
/// <param name="Title">What stands above the rows: what is counted, and how much the lowest and the highest block are.</param>
/// <param name="Rows">Where there are several, each begins with the number of its first count.</param>
internal sealed record Sparkline(string Title, IReadOnlyList<string> Rows)
{
    private const string Blocks = "▁▂▃▄▅▆▇█";
    private const int MostRows = 14;

    /// <param name="what">What is counted: <c>hour</c> or <c>minute</c>.</param>
    /// <param name="perRow">How many counts a row has: those of a day, or of an hour.</param>
    public static Sparkline Of(IReadOnlyList<int> counts, string what, int perRow)
    {
        var series = Series.Of(counts, perRow * MostRows);
        var most = series.Values.Max();
        var of = series.Each == 1
            ? $"calls of each {what}"
            : string.Create(CultureInfo.InvariantCulture, $"the most calls of {series.Each:N0} {what}s");
        List<string> rows = [.. series.Values.Select(calls => BlockOf(calls, most)).Chunk(perRow).Select(row => new string(row))];
        return new(
            string.Create(CultureInfo.InvariantCulture, $"{of}: {Blocks[0]} none, {Blocks[^1]} {most:N0}"),
            rows.Count == 1 ? rows : Numbered(rows, (long)perRow * series.Each));
    }

    private static List<string> Numbered(List<string> rows, long step)
    {
        var digits = ((rows.Count - 1) * step).ToString(CultureInfo.InvariantCulture).Length;
        return [.. rows.Select((row, i) => $"{(i * step).ToString(CultureInfo.InvariantCulture).PadLeft(digits)}  {row}")];
    }

    /// <summary>The lowest block is for none alone.</summary>
    private static char BlockOf(int calls, int most) =>
        Blocks[most == 0 ? 0 : (int)((((long)calls * (Blocks.Length - 1)) + most - 1) / most)];
}
