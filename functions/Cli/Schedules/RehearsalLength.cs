using System.Globalization;
using Loadgen.Cli.Output;
using Loadgen.Clocks;
using Loadgen.Trace;

namespace Loadgen.Cli.Schedules;

/// <summary>How long a rehearsal will take, which nobody knows: an estimate for the operator.</summary>
internal static class RehearsalLength
{
    /// <summary>What a call is assumed to take, with all that is stored before and after it.</summary>
    private static readonly TimeSpan Call = TimeSpan.FromSeconds(1);

    /// <summary>The machine's time on a clock that leaps: that in which a call is in flight. A dense hour is hardly shortened.</summary>
    public static TimeSpan OfLeaping(IEnumerable<PlannedEvent> events)
    {
        var (length, end) = (TimeSpan.Zero, DateTimeOffset.MinValue);
        foreach (var due in events.Select(planned => planned.ScheduledTime).Order())
        {
            length += due > end ? Call : due + Call - end;
            end = due + Call;
        }

        return length;
    }

    /// <summary>In words: how many events, when, and how long that takes.</summary>
    public static string Text(IReadOnlyList<PlannedEvent> events, ClockKind clock, DateTimeOffset now)
    {
        if (events.Count == 0)
            return "no events";

        var (first, last) = (events.Min(planned => planned.ScheduledTime), events.Max(planned => planned.ScheduledTime));
        var length = clock == ClockKind.Machine ? last - now + Call : OfLeaping(events);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{events.Count} events from {first.UtcDateTime:HH:mm:ss} to {last.UtcDateTime:HH:mm:ss}: "
                + $"about {Duration.About(length)} if a call takes a second");
    }
}
