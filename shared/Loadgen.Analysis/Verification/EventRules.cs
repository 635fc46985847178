using System.Globalization;
using Loadgen.Calls;
using Loadgen.Clocks;

namespace Loadgen.Analysis.Verification;

/// <summary>What one event's line must say, given the plan.</summary>
internal static class EventRules
{
    /// <summary>Everything that the line says wrong, or that is worth a remark.</summary>
    /// <param name="contradictions">How the line contradicts itself.</param>
    /// <param name="due">When the event was due by the plan.</param>
    /// <param name="clock">The clock of the start line, which is under all of a run; <see langword="null"/> where it does not say.</param>
    /// <param name="isDry">Whether nobody was to be called; <see langword="null"/> where that is not known.</param>
    /// <param name="lateTolerance">How late a call may start without a remark.</param>
    public static IEnumerable<(FindingKind Kind, Severity Severity, string Message)> Check(
        LoggedEvent line,
        IReadOnlyList<string> contradictions,
        DateTimeOffset due,
        ClockKind? clock,
        bool? isDry,
        TimeSpan lateTolerance)
    {
        if (line.ScheduledTime != due)
        {
            yield return (FindingKind.ScheduledTimeDiffers, Severity.Error,
                $"scheduled for {Instant.ToMilliseconds(line.ScheduledTime)}; the plan says {Instant.ToMilliseconds(due)}"
                + (line.Clock is null ? " (had the run another JITTER_S?)" : ""));
        }

        foreach (var contradiction in contradictions)
            yield return (FindingKind.Contradiction, Severity.Error, contradiction);

        if (line.Clock is { } found && clock is { } expected && found != expected)
            yield return (FindingKind.Contradiction, Severity.Error, $"the clock is {Text(found)}; the start line says {Text(expected)}");

        if (isDry is { } dry
            && line.Outcome is not (Outcome.SkippedLate or Outcome.NotRouted or Outcome.Unknown)
            && dry != line.Outcome is Outcome.DryRun)
            yield return (FindingKind.DryRunDiffers, Severity.Error, $"outcome {line.Outcome.ToName()} in a {(dry ? "dry" : "real")} run");

        if (line.Outcome is Outcome.Unknown)
            yield return (FindingKind.Unknown, Severity.Warning, "no result: its instance was lost, or gave the call up as it stopped");
        else if (line.Outcome is Outcome.SkippedLate)
            yield return (FindingKind.Late, Severity.Warning, "not sent: past MAX_LATENESS_S");
        else if (line.Outcome is Outcome.NotRouted)
            yield return (FindingKind.NotRouted, Severity.Warning, "not sent: its function has no URL");

        // The plan's time and not the line's: a line must not excuse itself.
        var lag = line.SentTime - due;
        if (lag < TimeSpan.Zero)
            yield return (FindingKind.Early, Severity.Error, $"sent {Milliseconds(-lag.Value)} ms before its time");
        else if (lag > lateTolerance)
            yield return (FindingKind.Late, Severity.Info, $"sent {Milliseconds(lag.Value)} ms after its time");
    }

    private static string Text(ClockKind clock) => string.Create(CultureInfo.InvariantCulture, $"{clock.Name} at {clock.Speed}×");

    private static long Milliseconds(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMillisecond;
}
