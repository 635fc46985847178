using Loadgen.Trace;

namespace Loadgen.Cli.Schedules;

/// <summary>Which hour a tick announces, and when it is published.</summary>
/// <param name="Moment">When, by the trace's clock.</param>
internal sealed record TickSchedule(TraceHour Hour, DateTimeOffset Moment)
{
    /// <summary>How far ahead Cloud Scheduler ticks.</summary>
    private static readonly TimeSpan UsualLead = TimeSpan.FromMinutes(1);

    /// <summary>The machine's time that cold functions need before the first event: on a fast clock, more than the usual lead.</summary>
    private static readonly TimeSpan ColdStart = TimeSpan.FromSeconds(5);

    /// <summary>The machine's time that an operator needs to type a tick.</summary>
    private static readonly TimeSpan Typing = TimeSpan.FromSeconds(30);

    /// <summary>What the clock of a local cloud shows as it begins, so that an operator's tick is in time for its first hour.</summary>
    /// <param name="speed">Trace seconds per second of the machine.</param>
    public static DateTimeOffset BeginningBefore(TraceHour hour, double speed) => hour.Start - Lead(speed) - (Typing * speed);

    /// <summary>An hour that the operator names: at once.</summary>
    public static TickSchedule Now(TraceHour hour, TimeProvider clock) => new(hour, clock.GetUtcNow());

    /// <summary>The next hour that can still be ticked in time.</summary>
    /// <param name="clock">The trace's clock.</param>
    /// <param name="speed">Trace seconds per second of the machine.</param>
    /// <param name="atOnce">Whether it is ticked now, however long it is until the hour.</param>
    public static TickSchedule Next(TimeProvider clock, double speed, bool atOnce)
    {
        var (now, lead) = (clock.GetUtcNow(), Lead(speed));
        // The first hour that begins now plus the lead, or later.
        var hour = TraceHour.Containing(now + lead + TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        return new(hour, atOnce ? now : hour.Start - lead);
    }

    private static TimeSpan Lead(double speed) => ColdStart * speed > UsualLead ? ColdStart * speed : UsualLead;
}
