namespace Loadgen.Trace;

/// <summary>The deterministic displacement of an event within its minute; shared/Loadgen/README.md has the formula.</summary>
public static class Jitter
{
    private const int LastSecondOfHour = 3599;

    /// <summary>
    /// How far an event lies behind its minute: <c>h mod (max_ms + 1)</c>, where <c>h</c> is <paramref name="chance"/>, its ID's chance,
    /// and <c>max_ms = max(1, floor(jitterSeconds * 1000))</c> in IEEE double arithmetic.
    /// </summary>
    /// <param name="jitterSeconds">The largest jitter in seconds; none where it is not positive.</param>
    /// <param name="minute">The event's minute of the hour. The jitter never leads beyond second 3599 of the hour.</param>
    public static TimeSpan Of(uint chance, double jitterSeconds, int minute)
    {
        if (!(jitterSeconds > 0))
            return TimeSpan.Zero;

        // The chance has 32 bits: a larger bound than theirs takes nothing off it, and would not fit an integer for ever.
        var largest = (ulong)Math.Clamp(Math.Floor(jitterSeconds * 1000), 1, uint.MaxValue);
        var milliseconds = (long)(chance % (largest + 1));
        return TimeSpan.FromMilliseconds(Math.Min(milliseconds, (LastSecondOfHour - (minute * 60L)) * 1000));
    }
}
