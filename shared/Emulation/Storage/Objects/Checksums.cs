using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Security.Cryptography;

namespace Loadgen.Emulation.Storage.Objects;

/// <summary>The two checksums of Cloud Storage, in the base64 that its API gives them.</summary>
internal static class Checksums
{
    internal static string Crc32C(ReadOnlySpan<byte> content)
    {
        var crc = uint.MaxValue;
        while (content.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(content));
            content = content[sizeof(ulong)..];
        }

        foreach (var octet in content)
            crc = BitOperations.Crc32C(crc, octet);

        Span<byte> bigEndian = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bigEndian, ~crc);
        return Convert.ToBase64String(bigEndian);
    }

    [SuppressMessage("Security", "CA5351", Justification = "Cloud Storage's md5Hash is MD5; it guards against damage, not against people.")]
    internal static string Md5(ReadOnlySpan<byte> content) => Convert.ToBase64String(MD5.HashData(content));
}
