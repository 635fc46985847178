using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Planning;
using Loadgen.Trace;

namespace Loadgen.Cli.Schedules;

/// <summary>When a rehearsal's hour is ticked, and when it is given up, by the trace's clock.</summary>
/// <param name="Tick">When the tick that announces the hour is published.</param>
internal sealed record RehearsalSchedule(TraceHour Hour, DateTimeOffset Tick)
{
    /// <summary>
    /// For ten minutes an instance that has claimed an event may be alive; then a redelivery comes within a minute; and the line may have
    /// to wait for the log.
    /// </summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(15);

    /// <summary>How far ahead the scheduler ticks, where <c>TICK_AHEAD_S</c> leaves time for that.</summary>
    private static readonly TimeSpan UsualLead = TimeSpan.FromSeconds(60);

    /// <summary>Finds the hour and the tick.</summary>
    /// <param name="hour">The hour that the operator names; <see langword="null"/>: the configuration's, else the next one.</param>
    /// <param name="isRealTime">Whether the hour is waited for on the machine's clock.</param>
    /// <param name="configurations">The experiments, where they are configured. The shortest <c>TICK_AHEAD_S</c> counts.</param>
    /// <param name="machine">The machine's clock.</param>
    /// <exception cref="UsageException">The hour has begun by the machine's clock, or two experiments name different hours.</exception>
    public static RehearsalSchedule Of(
        TraceHour? hour, bool isRealTime, IReadOnlyList<LoadgenConfiguration> configurations, TimeProvider machine)
    {
        var now = machine.GetUtcNow();
        var rehearsed = hour ?? ConfiguredHour(configurations) ?? TraceHour.After(now);
        if (isRealTime && rehearsed.Start <= now)
        {
            throw new UsageException(
                $"--hour: {rehearsed} has begun by the machine's clock ({Instant.ToSeconds(now)}); --real-time allows an hour to come.");
        }

        // Well within the time that TICK_AHEAD_S allows, before which no tick may come; and no earlier than needed, since it is waited for.
        var lead = configurations.Select(configuration => configuration.Planner!.TickAhead * 0.75).Append(UsualLead).Min();
        var tick = rehearsed.Start - lead;
        return new(rehearsed, isRealTime && tick < now ? now : tick);
    }

    /// <summary>When a run that is still not complete never will be.</summary>
    public DateTimeOffset GiveUpAfter(HourPlan plan, LoadgenConfiguration configuration) =>
        (plan.Events is [.., var last] ? last.ScheduledTime : Hour.Start) + configuration.HoldMax + configuration.Timeout + Grace;

    private static TraceHour? ConfiguredHour(IReadOnlyList<LoadgenConfiguration> configurations)
    {
        var hours = configurations
            .Select(configuration => configuration.TraceHour)
            .OfType<DateTimeOffset>()
            .Select(TraceHour.Containing)
            .Distinct()
            .ToList();
        return hours switch
        {
            [] => null,
            [var one] => one,
            _ => throw new UsageException($"TRACE_HOUR_UTC is {string.Join(" and ", hours)}; allowed is one hour for all, or --hour."),
        };
    }
}
