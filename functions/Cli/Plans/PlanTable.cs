using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Serialization;
using Spectre.Console;

namespace Loadgen.Cli.Plans;

/// <summary>A preview for a person.</summary>
internal static class PlanTable
{
    private const string Gap = "  ";

    /// <summary>What stands in a line however narrow the terminal is.</summary>
    private const int FewestColumns = 3;

    private static readonly string[] Correlation = ["experiment_id", "scenario", "event_id", "trace_hour"];

    /// <summary>Prints a line for each event. What the terminal is too narrow for, payload and URL, stands below it, unbroken.</summary>
    public static void Print(Shell shell, TracePreview preview)
    {
        var configuration = preview.Configuration;
        shell.Console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"[bold]{preview.Hour}[/] · {Describe(configuration)}");

        string[][] rows =
        [
            ["event", "scheduled (UTC)", configuration.Scenario is Scenario.C ? "deadline" : "region", "url", "work"],
            .. preview.Events.Select(CellsOf),
        ];
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        var columns = widths.Length;
        while (columns > FewestColumns && widths[..columns].Sum() + (Gap.Length * (columns - 1)) > shell.Console.Profile.Width)
            columns--;
        shell.Console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[bold]{Line(rows[0])}[/]");
        foreach (var row in rows[1..])
        {
            shell.WriteUnbroken(Line(row));
            foreach (var cell in row[columns..])
                shell.WriteUnbroken(Gap + cell);
        }

        string Line(string[] row) =>
            string.Join(Gap, row[..columns].Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd();
    }

    private static string Describe(LoadgenConfiguration configuration) =>
        $"experiment {configuration.ExperimentId} · scenario {configuration.Scenario} · jitter up to {configuration.JitterSeconds} s"
        + (configuration.DryRun ? " · dry run" : "");

    private static string[] CellsOf(PreviewedEvent previewed) =>
    [
        $"{previewed.Event.FunctionId}:{previewed.Event.InvocationIndex:D2}",
        Instant.ToMilliseconds(previewed.Event.ScheduledTime)[11..],
        previewed.Route is { } route ? $"{route.Region} ({route.Source})" : Instant.ToSeconds(previewed.Deadline!.Value),
        previewed.Url,
        Work(previewed.Payload),
    ];

    /// <summary>What the function is asked to do: the payload without what only correlates logs.</summary>
    private static string Work(JsonObject payload)
    {
        var work = payload.DeepClone().AsObject();
        foreach (var name in Correlation)
            work.Remove(name);
        return Encoding.UTF8.GetString(Json.Write(writer => work.WriteTo(writer)).Span);
    }
}
