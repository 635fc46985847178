using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Loadgen.Trace;

/// <summary>
/// The name of one planned invocation: <c>{experiment_id}:{trace_hour}:{function_id}:{index}</c>, the index 1-based and at least two
/// digits. It is the only input of what looks like chance, so that a replayed hour is the same hour.
/// </summary>
public static class EventId
{
    /// <summary>Writes the ID of a function's <paramref name="invocationIndex"/>-th invocation.</summary>
    /// <param name="invocationIndex">1-based.</param>
    public static string Format(string experimentId, TraceHour hour, string functionId, int invocationIndex) =>
        string.Create(CultureInfo.InvariantCulture, $"{experimentId}:{hour}:{functionId}:{invocationIndex:D2}");

    /// <summary>An ID's chance: the first 32 bits of the SHA-256 of its UTF-8, big-endian.</summary>
    internal static uint ChanceOf(string eventId)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(eventId), hash);
        return BinaryPrimitives.ReadUInt32BigEndian(hash);
    }
}
