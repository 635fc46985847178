using System.Buffers.Binary;
using Grpc.Core;

namespace Loadgen.Emulation.PubSub.Grpc;

/// <summary>gRPC's frame around the one message of a unary call: a byte that says whether it is compressed, and its length in four.</summary>
internal static class GrpcFrame
{
    private const int HeaderLength = 5;

    /// <summary>The message in a request's body.</summary>
    /// <exception cref="RpcException">It is compressed, or there is not exactly one.</exception>
    internal static ReadOnlyMemory<byte> Unwrap(ReadOnlyMemory<byte> body)
    {
        if (body.Length < HeaderLength)
            throw new RpcException(new Status(StatusCode.Internal, $"The request has {body.Length} bytes, which is no gRPC message."));
        if (body.Span[0] != 0)
            throw new RpcException(new Status(StatusCode.Unimplemented, "The message is compressed; identity is allowed."));

        var length = BinaryPrimitives.ReadUInt32BigEndian(body.Span[1..]);
        return length == body.Length - HeaderLength
            ? body[HeaderLength..]
            : throw new RpcException(new Status(
                StatusCode.Internal, $"The message should have {length} bytes, and {body.Length - HeaderLength} came; one message is allowed."));
    }

    /// <summary>The body of an answer.</summary>
    internal static byte[] Wrap(ReadOnlySpan<byte> message)
    {
        var body = new byte[HeaderLength + message.Length];
        BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(1), (uint)message.Length);
        message.CopyTo(body.AsSpan(HeaderLength));
        return body;
    }
}
