using System.Buffers.Binary;
using System.Numerics;

namespace Google.Cloud.Storage.V1;

/// <summary>CRC-32C (Castagnoli), as Cloud Storage writes it: big-endian, in base64.</summary>
internal sealed class Crc32c
{
    private uint _register = uint.MaxValue;

    public void Append(ReadOnlySpan<byte> data)
    {
        for (; data.Length >= sizeof(ulong); data = data[sizeof(ulong)..])
            _register = BitOperations.Crc32C(_register, BinaryPrimitives.ReadUInt64LittleEndian(data));
        foreach (var octet in data)
            _register = BitOperations.Crc32C(_register, octet);
    }

    public void Append(Stream data)
    {
        Span<byte> buffer = stackalloc byte[4096];
        for (int read; (read = data.Read(buffer)) > 0;)
            Append(buffer[..read]);
    }

    public Crc32c Copy() => new() { _register = _register };

    public string ToBase64()
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, ~_register);
        return Convert.ToBase64String(bytes);
    }
}
