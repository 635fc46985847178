using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

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
        string.Create(CultureInfo.InvariantCulture, $"{PrefixOf(experimentId, hour, functionId)}{invocationIndex:D2}");

    /// <summary>The function of an ID; <see langword="null"/> where the text is none.</summary>
    public static string? FunctionOf(string? eventId) =>
        eventId?.Split(':') is [_, .., { Length: > 0 } function, _] ? function : null;

    /// <summary>What the IDs of one function's invocations in an hour begin with.</summary>
    internal static string PrefixOf(string experimentId, TraceHour hour, string functionId) => $"{experimentId}:{hour}:{functionId}:";

    /// <summary>An ID's chance: the first 32 bits of the SHA-256 of its UTF-8, big-endian.</summary>
    internal static uint ChanceOf(ReadOnlySpan<byte> eventId)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(eventId, hash);
        return BinaryPrimitives.ReadUInt32BigEndian(hash);
    }
}
