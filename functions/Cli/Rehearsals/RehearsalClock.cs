using Loadgen.Cli.Schedules;
using Loadgen.Clocks;

namespace Loadgen.Cli.Rehearsals;

/// <summary>
/// The clock of everything in a rehearsal: the machine's until the hour begins, and the trace's from then on. Hosts ask for their clock as
/// they start, which on a fast clock would take them minutes; what sets a timer before the hour begins is the hosts' own machinery.
/// </summary>
internal sealed class RehearsalClock(TimeProvider machine) : TimeProvider, IRehearsalClock
{
    private volatile Running? _running;

    public ClockKind Kind => _running is { } running ? ClockKind.Of(running.Clock) : ClockKind.Machine;

    public override TimeZoneInfo LocalTimeZone => machine.LocalTimeZone;

    public override long TimestampFrequency => machine.TimestampFrequency;

    /// <summary>Begins: the clock shows the schedule's tick now.</summary>
    public void Begin(RehearsalSchedule schedule) => _running = schedule.Speed is { } speed
        ? new Running(new ScaledTimeProvider(machine, schedule.Tick, speed), machine.GetTimestamp())
        : null;

    public override DateTimeOffset GetUtcNow() => (_running?.Clock ?? machine).GetUtcNow();

    /// <remarks>Goes on from where the machine's was, so that nothing that spans the beginning takes negative time.</remarks>
    public override long GetTimestamp() => _running is { } running ? running.Begun + running.Clock.GetTimestamp() : machine.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        (_running?.Clock ?? machine).CreateTimer(callback, state, dueTime, period);

    private sealed record Running(TimeProvider Clock, long Begun);
}
