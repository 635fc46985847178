using System.Globalization;
using System.Text.Json.Nodes;
using Loadgen.Cli.Output;
using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Serialization;
using Spectre.Console;

namespace Loadgen.Cli.Plans;

/// <summary>A preview for a person.</summary>
internal static class PlanTable
{
    private static readonly string[] Correlation = ["experiment_id", "scenario", "event_id", "trace_hour"];

    public static void Print(Shell shell, TracePreview preview)
    {
        var configuration = preview.Configuration;
        shell.Console.MarkupLineInterpolated(
            CultureInfo.InvariantCulture,
            $"[bold]{preview.Hour}[/] · {Describe(configuration)}");

        var table = Tables.New(shell, "event", "scheduled (UTC)", "sent to", "work");
        foreach (var previewed in preview.Events)
        {
            table.AddRow(
                new Text($"{previewed.Event.FunctionId}:{previewed.Event.InvocationIndex:D2}"),
                new Text(Instant.ToMilliseconds(previewed.Event.ScheduledTime)[11..]),
                new Text(Destination(configuration, previewed)),
                new Text(Work(previewed.Payload)));
        }

        shell.Console.Write(table);
    }

    private static string Describe(LoadgenConfiguration configuration) =>
        $"experiment {configuration.ExperimentId} · scenario {configuration.Scenario} · jitter up to {configuration.JitterSeconds} s"
        + (configuration.DryRun ? " · dry run" : "");

    private static string Destination(LoadgenConfiguration configuration, PreviewedEvent previewed) => previewed.Route is { } route
        ? $"{route.Region} ({route.Source})"
        : $"dispatcher at {configuration.Targets.DispatcherUrl?.Authority}";

    /// <summary>What the function is asked to do: the payload without what only correlates logs.</summary>
    private static string Work(JsonObject payload)
    {
        var work = payload.DeepClone().AsObject();
        foreach (var name in Correlation)
            work.Remove(name);
        return System.Text.Encoding.UTF8.GetString(Json.Write(writer => work.WriteTo(writer)).Span);
    }
}
