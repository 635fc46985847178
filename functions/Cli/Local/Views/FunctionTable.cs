using System.Globalization;
using Loadgen.Analysis.Measurements;
using Loadgen.Cli.Local.Progress;
using Loadgen.Cli.Output;
using Spectre.Console;

namespace Loadgen.Cli.Local.Views;

/// <summary>What came of a rehearsal, function by function: of more events than anybody reads one by one.</summary>
internal static class FunctionTable
{
    /// <summary>The most rows of a run. The functions with the fewest events share the last one.</summary>
    private const int MostRows = 20;

    /// <summary>Prints it.</summary>
    public static void Print(Shell shell, RehearsalResult result)
    {
        var table = Tables.New(shell, "", "function", "events", "ok", "lag p50/max", "latency p50/p95", "otherwise").NoWrap();
        foreach (var column in table.Columns.Skip(2).SkipLast(1))
            column.RightAligned();
        foreach (var run in result.Runs)
        {
            var lines = run.Events.ToLookup(line => line.EventId, StringComparer.Ordinal);
            foreach (var (name, events) in RowsOf(run, shell))
                table.AddRow(CellsOf(run, name, [.. events.Select(planned => lines[planned].FirstOrDefault())]));
        }

        shell.Console.Write(table);
    }

    /// <summary>The functions, those with the most events first; each with its events' IDs.</summary>
    private static IEnumerable<(string Name, IEnumerable<string> Events)> RowsOf(RunResult run, Shell shell)
    {
        var functions = run.Plan.Events
            .GroupBy(planned => planned.FunctionId, planned => planned.EventId, StringComparer.Ordinal)
            .OrderByDescending(events => events.Count())
            .ThenBy(events => events.Key, StringComparer.Ordinal)
            .ToList();
        var shown = functions.Count > MostRows ? MostRows - 1 : functions.Count;
        foreach (var events in functions.Take(shown))
            yield return (Shortened.Of(events.Key, shell), events);
        if (functions.Count > shown)
        {
            yield return (
                string.Create(CultureInfo.InvariantCulture, $"{functions.Count - shown} other functions"),
                functions.Skip(shown).SelectMany(events => events));
        }
    }

    private static IEnumerable<Text> CellsOf(RunResult run, string name, IReadOnlyList<EventResult?> lines)
    {
        var ok = lines.Count(line => line is { Outcome: "ok" });
        var others = lines.Where(line => line is not { Outcome: "ok" }).ToList();
        var colour = others.Select(line => line is null ? Color.Red : EventText.ColourOf(line.Outcome)).FirstOrDefault(Color.Default);
        return
        [
            new(run.Plan.Run.Scenario.ToString()),
            new(name),
            new(Number(lines.Count)),
            new(Number(ok)),
            new(Two(lines.Select(line => line?.LagMilliseconds), 50, 100)),
            new(Two(lines.Select(line => line?.LatencyMilliseconds), 50, 95)),
            new(Counted.Of(others.Select(line => line is null ? "no line" : EventText.Outcome(line))), new Style(colour)),
        ];
    }

    private static string Two(IEnumerable<double?> values, decimal first, decimal second)
    {
        var sorted = values.OfType<double>().Order().ToList();
        return sorted.Count == 0
            ? EventText.Milliseconds(null)
            : $"{EventText.Milliseconds(Quantile.Of(sorted, first))}/{EventText.Milliseconds(Quantile.Of(sorted, second))}";
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
