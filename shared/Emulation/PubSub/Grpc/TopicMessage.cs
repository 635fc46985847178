using Google.Protobuf;

namespace Loadgen.Emulation.PubSub.Grpc;

/// <summary>A topic's name in protobuf: field 1 of <c>Topic</c>, <c>GetTopicRequest</c> and <c>DeleteTopicRequest</c> alike.</summary>
internal static class TopicMessage
{
    private static readonly uint NameTag = WireFormat.MakeTag(1, WireFormat.WireType.LengthDelimited);

    /// <exception cref="InvalidProtocolBufferException">It is not protobuf.</exception>
    internal static string ReadName(ReadOnlyMemory<byte> message)
    {
        using var input = new CodedInputStream(message.ToArray());
        var name = "";
        while (input.ReadTag() is var tag and not 0)
        {
            if (tag == NameTag)
                name = input.ReadString();
            else
                input.SkipLastField();
        }

        return name;
    }

    internal static byte[] Of(string name)
    {
        var message = new byte[CodedOutputStream.ComputeTagSize(1) + CodedOutputStream.ComputeStringSize(name)];
        using var output = new CodedOutputStream(message);
        output.WriteTag(NameTag);
        output.WriteString(name);
        output.Flush();
        return message;
    }
}
