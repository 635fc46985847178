using System.Globalization;
using System.Text.Json;

namespace Loadgen.Benchmarks.Scale;

/// <summary>A measured figure beside what it is to be, and beside what something simpler reaches in the same run.</summary>
/// <param name="Name">With its unit.</param>
/// <param name="Value"><see langword="null"/> where it could not be measured.</param>
/// <param name="Goal">The most that it may be; <see langword="null"/> where that could not be measured.</param>
/// <param name="Baseline"><see langword="null"/> where there is none.</param>
/// <param name="Note">For people: what the baseline is, or why something is missing.</param>
internal sealed record ScaleRow(string Name, double? Value, double? Goal, double? Baseline, string Note)
{
    public static void Print(IReadOnlyList<ScaleRow> rows, bool isJson)
    {
        if (isJson)
        {
            var members = rows.Select(row => new { name = row.Name, value = row.Value, goal = row.Goal, baseline = row.Baseline });
            Console.WriteLine(JsonSerializer.Serialize(members));
            return;
        }

        Console.WriteLine("| | value | goal | | baseline | value / baseline | baseline is |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        foreach (var row in rows)
        {
            var met = (row.Value, row.Goal) is ({ } value, { } goal) ? value <= goal ? "met" : "missed" : "–";
            Console.WriteLine($"| {row.Name} | {Text(row.Value)} | {Text(row.Goal)} | {met} "
                + $"| {Text(row.Baseline)} | {Text(row.Value / row.Baseline)} | {row.Note} |");
        }
    }

    private static string Text(double? number) => number?.ToString("0.####", CultureInfo.InvariantCulture) ?? "–";
}
