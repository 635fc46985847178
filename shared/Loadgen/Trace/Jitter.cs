using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Loadgen.Trace;

/// <summary>The deterministic displacement of an event within its minute; shared/Loadgen/README.md has the formula.</summary>
public static class Jitter
{
    private const int LastSecondOfHour = 3599;

    /// <summary>
    /// How far the event <paramref name="eventId"/> lies behind its minute:
    /// <c>h mod (max_ms + 1)</c>, where <c>h</c> is the first 32 bits of the ID's SHA-256, big-endian,
    /// and <c>max_ms = max(1, floor(jitterSeconds * 1000))</c> in IEEE double arithmetic.
    /// </summary>
    /// <param name="jitterSeconds">The largest jitter in seconds; none where it is not positive.</param>
    /// <param name="minute">The event's minute of the hour. The jitter never leads beyond second 3599 of the hour.</param>
    public static TimeSpan Of(string eventId, double jitterSeconds, int minute)
    {
        if (!(jitterSeconds > 0))
            return TimeSpan.Zero;

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(eventId), hash);
        var h = BinaryPrimitives.ReadUInt32BigEndian(hash);

        // h has 32 bits: a larger bound than theirs takes nothing off it, and would not fit an integer for ever.
        var largest = (ulong)Math.Clamp(Math.Floor(jitterSeconds * 1000), 1, uint.MaxValue);
        var milliseconds = (long)(h % (largest + 1));
        return TimeSpan.FromMilliseconds(Math.Min(milliseconds, (LastSecondOfHour - (minute * 60L)) * 1000));
    }
}
