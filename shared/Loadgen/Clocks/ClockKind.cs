namespace Loadgen.Clocks;

/// <summary>What kind of clock times were read from, as logs say it.</summary>
/// <param name="Name"><c>machine</c>, or <c>scaled</c>: a rehearsal that runs faster throughout.</param>
/// <param name="Speed">Seconds of the clock per second; where it is not 1, times are no measurements.</param>
public readonly record struct ClockKind(string Name, double Speed)
{
    /// <summary>The kind of a clock.</summary>
    public static ClockKind Of(TimeProvider time) => time is ScaledTimeProvider scaled ? new("scaled", scaled.Speed) : new("machine", 1);
}
