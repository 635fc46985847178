using System.Globalization;
using System.Text.Json;

namespace Loadgen.Benchmarks.Scale;

/// <summary>Prints rows: a table's as they come, so that who stops the program keeps them; JSON at the end, whatever ends it.</summary>
internal sealed class ScaleOutput(bool isJson) : IDisposable
{
    private readonly List<ScaleRow> _rows = [];

    public void Add(ScaleRow row)
    {
        _rows.Add(row);
        if (isJson)
            return;
        if (_rows.Count == 1)
        {
            Console.WriteLine("| | value | goal | | baseline | value / baseline | baseline is |");
            Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        }

        var met = (row.Value, row.Goal) is ({ } value, { } goal) ? value <= goal ? "met" : "missed" : "–";
        Console.WriteLine($"| {row.Name} | {Text(row.Value)} | {Text(row.Goal)} | {met} "
            + $"| {Text(row.Baseline)} | {Text(row.Value / row.Baseline)} | {row.Note} |");
    }

    public void Dispose()
    {
        if (!isJson)
            return;
        var members = _rows.Select(row => new { name = row.Name, value = row.Value, goal = row.Goal, baseline = row.Baseline });
        Console.WriteLine(JsonSerializer.Serialize(members));
    }

    private static string Text(double? number) => number?.ToString("0.####", CultureInfo.InvariantCulture) ?? "–";
}
