namespace Loadgen.Clocks;

/// <summary>What kind of clock times were read from, as logs say it.</summary>
/// <param name="Name">
/// <c>machine</c>; or <c>leaping</c>: a rehearsal that skips the waiting, so that durations are true and dates are not; or <c>scaled</c>: a
/// rehearsal that runs faster throughout.
/// </param>
/// <param name="Speed">Seconds of the clock per second; where it is not 1, times are no measurements.</param>
public readonly record struct ClockKind(string Name, double Speed)
{
    /// <summary>The machine's own clock.</summary>
    public static ClockKind Machine { get; } = new("machine", 1);

    /// <summary>A rehearsal's that skips the waiting.</summary>
    public static ClockKind Leaping { get; } = new("leaping", 1);

    /// <summary>A rehearsal's that runs faster throughout.</summary>
    public static ClockKind Scaled(double speed) => new("scaled", speed);

    /// <summary>The kind of a clock, as it is now.</summary>
    public static ClockKind Of(TimeProvider time) => time is IRehearsalClock rehearsal ? rehearsal.Kind : Machine;
}

/// <summary>A clock that is not simply the machine's, and says so.</summary>
public interface IRehearsalClock
{
    /// <summary>What its times are.</summary>
    ClockKind Kind { get; }
}
