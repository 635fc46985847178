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

    /// <summary>An hour that the operator names: at once.</summary>
    public static TickSchedule Now(TraceHour hour, TimeProvider clock) => new(hour, clock.GetUtcNow());

    /// <summary>The next hour that can still be ticked in time.</summary>
    /// <param name="clock">The trace's clock.</param>
    /// <param name="speed">Trace seconds per second of the machine.</param>
    public static TickSchedule Next(TimeProvider clock, double speed)
    {
        var lead = ColdStart * speed > UsualLead ? ColdStart * speed : UsualLead;
        // The first hour that begins now plus the lead, or later.
        var hour = TraceHour.Containing(clock.GetUtcNow() + lead + TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        return new(hour, hour.Start - lead);
    }
}
