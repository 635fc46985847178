using System.Buffers.Binary;
using System.Text;
using Google.Protobuf;

namespace Loadgen.Testing.Telemetry;

/// <summary>Any protobuf message, read without its schema: by the numbers of its fields.</summary>
internal sealed class ProtoMessage
{
    private readonly Dictionary<uint, List<object>> _fields = [];

    /// <exception cref="InvalidProtocolBufferException">It is no protobuf.</exception>
    public ProtoMessage(byte[] bytes)
    {
        var input = new CodedInputStream(bytes);
        while (input.ReadTag() is var tag and not 0)
        {
            var field = (tag & 7) switch
            {
                0 => (object)input.ReadUInt64(),
                1 => input.ReadFixed64(),
                2 => input.ReadBytes().ToByteArray(),
                5 => (ulong)input.ReadFixed32(),
                var type => throw new InvalidDataException($"Wire type {type} in field {tag >> 3}."),
            };
            (_fields.TryGetValue(tag >> 3, out var known) ? known : _fields[tag >> 3] = []).Add(field);
        }
    }

    public bool Has(uint field) => _fields.ContainsKey(field);

    public IEnumerable<ProtoMessage> Messages(uint field) => All(field).Select(value => new ProtoMessage((byte[])value));

    /// <summary>The message in a field; an empty one where there is none.</summary>
    public ProtoMessage Message(uint field) => new(Bytes(field));

    public byte[] Bytes(uint field) => All(field).LastOrDefault() as byte[] ?? [];

    public string Text(uint field) => Encoding.UTF8.GetString(Bytes(field));

    public string Hex(uint field) => Convert.ToHexStringLower(Bytes(field));

    /// <summary>A number of any fixed or variable length; 0 where there is none, as protobuf has it.</summary>
    public ulong Number(uint field) => All(field).LastOrDefault() as ulong? ?? 0;

    public double Double(uint field) => BitConverter.UInt64BitsToDouble(Number(field));

    /// <summary>Repeated fixed-length numbers of 8 bytes, packed or not.</summary>
    public IEnumerable<ulong> Fixed(uint field) => All(field).SelectMany(value => value is byte[] packed
        ? packed.Chunk(sizeof(ulong)).Select(number => BinaryPrimitives.ReadUInt64LittleEndian(number))
        : [(ulong)value]);

    private List<object> All(uint field) => _fields.GetValueOrDefault(field) ?? [];
}
