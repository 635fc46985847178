using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Trace;

namespace Loadgen.Cli.Schedules;

/// <summary>When a rehearsal's hour is ticked, and when it is given up, by the trace's clock.</summary>
/// <param name="Tick">When the tick that announces the hour is published.</param>
/// <param name="Speed">Trace seconds per second of the machine; <see langword="null"/>: the machine's own clock.</param>
internal sealed record RehearsalSchedule(TraceHour Hour, DateTimeOffset Tick, double? Speed)
{
    // Of the machine's time: what cold functions need before the first event, and how long after the last one they may take to write their
    // lines, which on a busy machine is minutes.
    private const double ColdStartSeconds = 3;
    private const double GraceSeconds = 300;

    // Of the trace's time: for ten minutes an instance that has claimed an event may be alive; then a redelivery comes within a minute.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(11);

    /// <summary>How far ahead the scheduler ticks, where there is time for that.</summary>
    private static readonly TimeSpan UsualLead = TimeSpan.FromSeconds(60);

    /// <summary>The hour where nobody names one: the one that README shows, so that a command shows the same each time.</summary>
    public static TraceHour DefaultHour { get; } = TraceHour.Containing(new(2026, 1, 20, 13, 0, 0, TimeSpan.Zero));

    /// <summary>Finds the hour and the tick.</summary>
    /// <param name="hour">The hour that the operator names; <see langword="null"/>: the configuration's, else the default.</param>
    /// <param name="speed">Trace seconds per second of the machine; <see langword="null"/>: the machine's own clock.</param>
    /// <param name="configurations">The experiments. The shortest <c>TICK_AHEAD_S</c> counts.</param>
    /// <param name="machine">The machine's clock.</param>
    /// <exception cref="UsageException">The hour has begun by the machine's clock, or two experiments name different hours.</exception>
    public static RehearsalSchedule Of(
        TraceHour? hour, double? speed, IReadOnlyList<LoadgenConfiguration> configurations, TimeProvider machine)
    {
        var now = machine.GetUtcNow();
        var rehearsed = hour ?? ConfiguredHour(configurations) ?? (speed is null ? TraceHour.Containing(now.AddHours(1)) : DefaultHour);
        if (speed is null && rehearsed.Start <= now)
        {
            throw new UsageException(
                $"--hour: {rehearsed} has begun by the machine's clock ({Instant.ToSeconds(now)}); --real-time allows an hour to come.");
        }

        // Well within the time that TICK_AHEAD_S allows, before which no tick may come; and no earlier than needed, since it is waited for.
        var allowed = configurations.Min(configuration => configuration.Planner!.TickAhead) * 0.75;
        var wanted = TimeSpan.FromSeconds(Math.Max(UsualLead.TotalSeconds, ColdStartSeconds * (speed ?? 1)));
        var tick = rehearsed.Start - (wanted < allowed ? wanted : allowed);
        return new(rehearsed, speed is null && tick < now ? now : tick, speed);
    }

    /// <summary>When a run that is still not complete never will be.</summary>
    public DateTimeOffset GiveUpAfter(PlannedEvent last) =>
        last.ScheduledTime + Grace + (TimeSpan.FromSeconds(GraceSeconds) * (Speed ?? 1));

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
