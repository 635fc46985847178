using Loadgen.Calls;
using Loadgen.Clocks;
using Loadgen.Records;
using Loadgen.Trace;

namespace Loadgen.Analysis.Verification;

/// <summary>What one event's line must say, given the plan.</summary>
internal static class EventRules
{
    /// <summary>Everything that the line says wrong, or that is worth a remark.</summary>
    /// <param name="planned">The event as it was planned.</param>
    /// <param name="isDry">Whether nobody was to be called; <see langword="null"/> where that is not known.</param>
    /// <param name="lateTolerance">How late a call may start without a remark.</param>
    public static IEnumerable<(FindingKind Kind, Severity Severity, string Message)> Check(
        InvocationEntry line, PlannedEvent planned, bool? isDry, TimeSpan lateTolerance)
    {
        if (line.ScheduledTime != planned.ScheduledTime)
        {
            yield return (FindingKind.ScheduledTimeDiffers, Severity.Error,
                $"scheduled for {Instant.ToMilliseconds(line.ScheduledTime)}; "
                + $"the plan says {Instant.ToMilliseconds(planned.ScheduledTime)} (is JITTER_S the same?)");
        }

        // Of an event whose outcome is unknown it is not known either whether anybody was called.
        if (line.Outcome is not Outcome.Unknown && line.Outcome.WasSent() != line.SentTime is not null)
        {
            yield return (FindingKind.SentTimeDiffers, Severity.Error,
                $"outcome {line.Outcome.ToName()} {(line.SentTime is null ? "without a sent time" : "with a sent time")}");
        }

        if (isDry is { } dry
            && line.Outcome is not (Outcome.SkippedLate or Outcome.NotRouted or Outcome.Unknown)
            && dry != line.Outcome is Outcome.DryRun)
            yield return (FindingKind.DryRunDiffers, Severity.Error, $"outcome {line.Outcome.ToName()} in a {(dry ? "dry" : "real")} run");

        if (line.Outcome is Outcome.Unknown)
            yield return (FindingKind.Unknown, Severity.Warning, "the result was lost with an instance");
        else if (line.Outcome is Outcome.SkippedLate)
            yield return (FindingKind.Late, Severity.Warning, "not sent: past MAX_LATENESS_S");
        else if (line.Outcome is Outcome.NotRouted)
            yield return (FindingKind.NotRouted, Severity.Warning, "not sent: its function has no URL");

        // The plan's time and not the line's: a line must not excuse itself.
        var lag = line.SentTime - planned.ScheduledTime;
        if (lag < TimeSpan.Zero)
            yield return (FindingKind.Early, Severity.Error, $"sent {Milliseconds(-lag.Value)} ms before its time");
        else if (lag > lateTolerance)
            yield return (FindingKind.Late, Severity.Info, $"sent {Milliseconds(lag.Value)} ms after its time");
    }

    private static long Milliseconds(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMillisecond;
}
