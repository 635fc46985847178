using System.Globalization;
using Loadgen.Cli.Output;
using Loadgen.Cli.Schedules;
using Loadgen.Clocks;
using Loadgen.Trace;

namespace Loadgen.Cli.Local.Views;

/// <summary>A tick in words.</summary>
internal static class TickText
{
    /// <summary>That it is waited for.</summary>
    /// <param name="left">For how long.</param>
    public static string Waiting(TickSchedule schedule, TimeSpan left) =>
        $"{schedule.Hour} is ticked at {TimeOfDay(schedule.Moment)}, in {Duration.Of(left)}. --now does it at once.";

    /// <summary>What became of it.</summary>
    public static string Of(TickReceipt receipt, TraceHour hour)
    {
        var scenario = $"scenario {receipt.Scenario.Scenario} of {receipt.Scenario.ExperimentId}";
        return receipt.Fate switch
        {
            TickFate.Begun => $"{scenario}: ticked for {hour}, run {receipt.RunId}",
            TickFate.TakesNoHour => $"{scenario}: ticked for {hour}",
            TickFate.Duplicate =>
                $"{scenario}: duplicate: {hour} has the run {receipt.RunId}, and nothing is planned (--replay repeats it)",
            _ => $"{scenario}: the tick for {hour} is published, but no planner has taken it yet; `up` says why",
        };
    }

    /// <summary>When its hour begins and ends.</summary>
    /// <param name="events">The events of all scenarios that are ticked.</param>
    /// <param name="now">By the trace's clock.</param>
    /// <param name="speed">Trace seconds per second of the machine.</param>
    public static string Prospect(IReadOnlyList<PlannedEvent> events, DateTimeOffset now, double speed)
    {
        if (events.Count == 0)
            return "The hour has no events.";

        var (first, last) = (events.Min(planned => planned.ScheduledTime), events.Max(planned => planned.ScheduledTime));
        if (last <= now)
            return $"It is {Instant.ToSeconds(now)}: every event of the hour is due already.";

        var begin = first > now ? $"First event: {Due(first)}. " : "";
        return $"{begin}Expected end: {Due(last)}.\n`up` says when the hour is complete.";

        string Due(DateTimeOffset moment) => $"{TimeOfDay(moment)}, in {Duration.Of((moment - now) / speed)}";
    }

    private static string TimeOfDay(DateTimeOffset moment) => moment.UtcDateTime.ToString("HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
