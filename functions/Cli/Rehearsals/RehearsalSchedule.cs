using Loadgen.Cli.Commands;
using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Trace;

namespace Loadgen.Cli.Rehearsals;

/// <summary>When what happens, by the trace's clock.</summary>
/// <param name="Hour">The hour that is rehearsed.</param>
/// <param name="Tick">When the tick is published; it announces the hour.</param>
/// <param name="Speed">Trace seconds per second of the machine; <see langword="null"/>: the machine's own clock.</param>
internal sealed record RehearsalSchedule(TraceHour Hour, DateTimeOffset Tick, double? Speed)
{
    // Of the machine: what cold functions need before the first event; and how long after the last one they may take to write their lines, which
    // on a machine that is busy with something else is minutes.
    private const double ColdStartSeconds = 3;
    private const double GraceSeconds = 300;

    // Of the trace: the longest that an instance may be taken for alive after its call, and a redelivery.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(3);

    /// <summary>How long before the hour the scheduler ticks, where there is time for that.</summary>
    private static readonly TimeSpan UsualTick = TimeSpan.FromSeconds(60);

    /// <summary>Finds the hour and the tick.</summary>
    /// <param name="options">What the operator asks for.</param>
    /// <param name="configurations">The experiments; the hour and the time before it are the strictest one's.</param>
    /// <param name="machine">The machine's clock.</param>
    /// <exception cref="UsageException">The hour has passed by the machine's clock, or two experiments name different hours.</exception>
    public static RehearsalSchedule Of(RehearsalOptions options, IReadOnlyList<LoadgenConfiguration> configurations, TimeProvider machine)
    {
        var now = machine.GetUtcNow();
        var hour = options.Hour ?? ConfiguredHour(configurations) ?? (options.Speed is null ? NextHour(now) : CommonOptions.DefaultHour);
        if (options.Speed is null && hour.Start <= now)
            throw new UsageException($"--hour: {hour} has begun by the machine's clock ({Instant.ToSeconds(now)}); --real-time allows an hour to come.");

        // Well within the time that TICK_AHEAD_S allows, since the tick must not come before it; never before it by much, since it is waited for.
        var allowed = configurations.Min(configuration => configuration.Planner!.TickAhead) * 0.75;
        var wanted = TimeSpan.FromSeconds(Math.Max(UsualTick.TotalSeconds, ColdStartSeconds * (options.Speed ?? 1)));
        var tick = hour.Start - (wanted < allowed ? wanted : allowed);
        return new(hour, options.Speed is null && tick < now ? now : tick, options.Speed);
    }

    /// <summary>When a run that is still not complete never will be.</summary>
    public DateTimeOffset GiveUpAfter(PlannedEvent last, LoadgenConfiguration configuration) =>
        last.ScheduledTime + configuration.Timeout + Grace + (TimeSpan.FromSeconds(GraceSeconds) * (Speed ?? 1));

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

    private static TraceHour NextHour(DateTimeOffset now) => TraceHour.Containing(now.AddHours(1));
}
