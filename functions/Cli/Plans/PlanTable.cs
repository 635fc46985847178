using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;
using Loadgen.Cli.Output;
using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Serialization;
using Loadgen.Trace;
using Spectre.Console;

namespace Loadgen.Cli.Plans;

/// <summary>A preview for a person.</summary>
internal static class PlanTable
{
    /// <summary>The most events that are listed unasked.</summary>
    private const int MostEvents = 100;

    /// <summary>The most functions that are listed unasked.</summary>
    private const int MostFunctions = 40;

    private static readonly string[] Correlation = ["experiment_id", "scenario", "event_id", "trace_hour"];

    /// <summary>
    /// Prints a line for each event, or for each function where there are many of them. What the terminal is too narrow for, payload and
    /// URL first, stands below it, unbroken.
    /// </summary>
    /// <param name="isWhole">Whether every event is wanted, however many there are.</param>
    public static void Print(Shell shell, TracePreview preview, bool isWhole)
    {
        shell.Console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"[bold]{preview.Plan.Run.TraceHour}[/] · {Describe(preview)}");
        if (preview.Plan.Events.Count == 0)
            shell.WriteUnbroken("no events");
        else if (isWhole || preview.Plan.Events.Count <= MostEvents)
            PrintEvents(shell, preview);
        else
            PrintFunctions(shell, preview);
    }

    private static void PrintEvents(Shell shell, TracePreview preview) => UnbrokenTable.Print(shell,
    [
        ["event", "scheduled (UTC)", WhereOf(preview), "url", "work"],
        .. preview.Events.Select(previewed => (string[])
        [
            $"{previewed.Event.FunctionId}:{previewed.Event.InvocationIndex:D2}",
            Instant.ToMilliseconds(previewed.Event.ScheduledTime)[11..],
            Where(previewed),
            previewed.Url,
            Work(previewed.Payload),
        ]),
    ]);

    private static void PrintFunctions(Shell shell, TracePreview preview)
    {
        // One after the other: of a million events, few are at hand at once.
        var functions = preview.Plan.Events
            .AggregateBy(
                planned => planned.FunctionId,
                _ => default(Calls),
                (calls, planned) => new(calls.First ?? planned, planned, calls.Count + 1),
                StringComparer.Ordinal)
            .OrderByDescending(function => function.Value.Count)
            .ThenBy(function => function.Key, StringComparer.Ordinal)
            .ToList();
        UnbrokenTable.Print(shell,
        [
            ["function", "events", "first", "last (UTC)", WhereOf(preview), "url", "work"],
            .. functions.Take(MostFunctions).Select(function => CellsOf(Shortened.Of(function.Key, shell), preview, function.Value)),
        ]);
        var others = functions.Skip(MostFunctions).ToList();
        if (others.Count > 0)
        {
            shell.WriteUnbroken(string.Create(
                CultureInfo.InvariantCulture,
                $"… and {others.Count} functions with {others.Sum(function => function.Value.Count)} events"));
        }

        shell.WriteUnbroken(string.Create(
            CultureInfo.InvariantCulture,
            $"{preview.Plan.Events.Count} events of {functions.Count} functions. --all lists each event, --json for programs."));
    }

    private static string[] CellsOf(string name, TracePreview preview, Calls calls)
    {
        var first = preview.Of(calls.First);
        return
        [
            name,
            calls.Count.ToString(CultureInfo.InvariantCulture),
            Instant.ToSeconds(calls.First.ScheduledTime)[11..19],
            Instant.ToSeconds(calls.Last.ScheduledTime)[11..19],
            Where(first),
            first.Url,
            Work(first.Payload),
        ];
    }

    private static string Describe(TracePreview preview)
    {
        var configuration = preview.Configuration;
        return $"experiment {configuration.ExperimentId} · scenario {configuration.Scenario} · jitter up to {configuration.JitterSeconds} s"
            + (configuration.DryRun ? " · dry run" : "")
            + (PlannedWorkload.Of(preview.Plan) is { Length: > 0 } workload ? $" · {workload}" : "");
    }

    private static string WhereOf(TracePreview preview) => preview.Configuration.Scenario is Scenario.C ? "deadline" : "region";

    private static string Where(PreviewedEvent previewed) =>
        previewed.Route is { } route ? $"{route.Region} ({route.Source})" : Instant.ToSeconds(previewed.Deadline!.Value);

    /// <summary>What the function is asked to do: the payload without what only correlates logs.</summary>
    private static string Work(JsonObject payload)
    {
        var work = payload.DeepClone().AsObject();
        foreach (var name in Correlation)
            work.Remove(name);
        return Encoding.UTF8.GetString(Json.Write(writer => work.WriteTo(writer)).Span);
    }

    /// <summary>One function's events.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Calls(PlannedEvent First, PlannedEvent Last, int Count);
}
