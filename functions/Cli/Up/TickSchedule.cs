using Loadgen.Trace;

namespace Loadgen.Cli.Up;

/// <summary>Which hour a tick announces, and when it is published.</summary>
/// <param name="Hour">The hour.</param>
/// <param name="Moment">When, by the trace's clock.</param>
internal sealed record TickSchedule(TraceHour Hour, DateTimeOffset Moment)
{
    /// <summary>As Cloud Scheduler's: a minute ahead.</summary>
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(1);

    /// <summary>Of the machine: what cold functions need before the first event is published, on a clock on which a minute is a second.</summary>
    private static readonly TimeSpan FirstMessage = TimeSpan.FromSeconds(5);

    /// <summary>An hour that the operator names: at once.</summary>
    public static TickSchedule Now(TraceHour hour, TimeProvider clock) => new(hour, clock.GetUtcNow());

    /// <summary>The next hour that can still be ticked in time.</summary>
    /// <param name="clock">The trace's clock.</param>
    /// <param name="speed">Trace seconds per second of the machine.</param>
    public static TickSchedule Next(TimeProvider clock, double speed)
    {
        var ahead = FirstMessage * speed > Usual ? FirstMessage * speed : Usual;
        // The first hour that begins now plus that time, or later.
        var hour = TraceHour.Containing(clock.GetUtcNow() + ahead + TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        return new(hour, hour.Start - ahead);
    }
}
