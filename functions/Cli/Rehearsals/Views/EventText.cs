using System.Globalization;
using Loadgen.Cli.Rehearsals.Progress;

namespace Loadgen.Cli.Rehearsals.Views;

/// <summary>Events and durations in words.</summary>
internal static class EventText
{
    private const string None = "–";

    /// <summary>How fast the trace's clock is, and what that does to every figure.</summary>
    public static string SpeedOf(RehearsalSchedule? schedule) => schedule?.Speed is { } speed
        ? string.Create(CultureInfo.InvariantCulture, $"at {speed:0.##}× (1 ms here is {speed:0.##} ms of the trace)")
        : "on the machine's own clock";

    /// <summary>A change worth a line.</summary>
    public static string? OfChange(EventProgress change) => change.Stage switch
    {
        EventStage.Calling => $"{change.Scenario}  {change.Event.FunctionId}: calling",
        EventStage.Done when change.Result is { } result => $"{change.Scenario}  {change.Event.FunctionId}: {Of(result)}",
        _ => null,
    };

    /// <summary>A result on one line.</summary>
    public static string Of(EventResult result) =>
        $"{Outcome(result)}, lag {Milliseconds(result.LagMilliseconds)} ms, latency {Milliseconds(result.LatencyMilliseconds)} ms, {result.Region ?? None}"
        + (result.Error is { } error ? $" ({error})" : "");

    /// <summary>The outcome, and what makes it special.</summary>
    public static string Outcome(EventResult result) =>
        result.Outcome
        + (result.Outcome is "http_error" ? string.Create(CultureInfo.InvariantCulture, $" {result.StatusCode}") : "")
        + (result.IsTimeShifted ? ", shifted" : "");

    /// <summary>Whole milliseconds, or a dash.</summary>
    public static string Milliseconds(double? milliseconds) => milliseconds?.ToString("0", CultureInfo.InvariantCulture) ?? None;

    /// <summary>The parts of a latency, one after the other.</summary>
    public static string Parts(EventResult result) => string.Join('/', result.Parts.Select(Milliseconds));

    /// <summary>The colour of an outcome.</summary>
    public static Spectre.Console.Color ColourOf(string outcome) => outcome switch
    {
        "ok" => Spectre.Console.Color.Green,
        "dry_run" => Spectre.Console.Color.Grey,
        "skipped_late" or "unknown" => Spectre.Console.Color.Yellow,
        _ => Spectre.Console.Color.Red,
    };
}
