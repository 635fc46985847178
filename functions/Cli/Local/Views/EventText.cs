using System.Globalization;
using Loadgen.Cli.Local.Progress;
using Loadgen.Clocks;
using Loadgen.Trace;
using Spectre.Console;

namespace Loadgen.Cli.Local.Views;

/// <summary>Events and durations in words.</summary>
internal static class EventText
{
    private const string None = "–";

    /// <summary>The time of day at which an event is scheduled.</summary>
    public static string Time(PlannedEvent planned) => Instant.ToMilliseconds(planned.ScheduledTime)[11..^1];

    /// <summary>A change as a line; <see langword="null"/> where it is not worth one.</summary>
    /// <param name="run">What its run is called.</param>
    public static string? OfChange(EventProgress change, string run) => change.Stage switch
    {
        EventStage.Calling => $"{run}  {change.Event.FunctionId}: calling",
        EventStage.Done when change.Result is { } result => $"{run}  {change.Event.FunctionId}: {Of(result)}",
        _ => null,
    };

    /// <summary>A result on one line.</summary>
    public static string Of(EventResult result)
    {
        var times = $"lag {Milliseconds(result.LagMilliseconds)} ms, latency {Milliseconds(result.LatencyMilliseconds)} ms";
        var line = $"{Outcome(result)}, {times}, {result.Region ?? None}";
        return result.Error is { } error ? $"{line} ({error})" : line;
    }

    /// <summary>The outcome, and what is special about it.</summary>
    public static string Outcome(EventResult result) =>
        result.Outcome
        + (result.Outcome is "http_error" ? string.Create(CultureInfo.InvariantCulture, $" {result.StatusCode}") : "")
        + (result.IsTimeShifted ? ", shifted" : "");

    /// <summary>Whole milliseconds, or a dash.</summary>
    public static string Milliseconds(double? milliseconds) => milliseconds?.ToString("0", CultureInfo.InvariantCulture) ?? None;

    /// <summary>The parts of a latency, one after the other.</summary>
    public static string Parts(EventResult result) => string.Join('/', result.Parts.Select(Milliseconds));

    /// <summary>Of a terminal's dark colours, which can be read on a light background too: its yellow is called olive here.</summary>
    public static Color ColourOf(string outcome) => outcome switch
    {
        "ok" => Color.Green,
        "dry_run" => Color.Grey,
        "skipped_late" or "unknown" => Color.Olive,
        _ => Color.Red,
    };
}
