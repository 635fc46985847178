using System.Buffers.Binary;
using Grpc.Core;

namespace Loadgen.Emulation.PubSub.Grpc;

/// <summary>
/// gRPC's frame around the one message of a unary call: a byte that says whether it is compressed, and its length in four.
/// </summary>
internal static class GrpcFrame
{
    private const int HeaderLength = 5;

    /// <summary>The message in a request's body.</summary>
    /// <exception cref="RpcException">It is compressed, or there is not exactly one.</exception>
    internal static ReadOnlyMemory<byte> Unwrap(ReadOnlyMemory<byte> body)
    {
        if (body.Length < HeaderLength)
            throw Refused(StatusCode.Internal, $"The request has {body.Length} bytes, which is no gRPC message.");
        if (body.Span[0] != 0)
            throw Refused(StatusCode.Unimplemented, "The message is compressed; identity is allowed.");

        var message = body[HeaderLength..];
        var length = BinaryPrimitives.ReadUInt32BigEndian(body.Span[1..]);
        return length == message.Length
            ? message
            : throw Refused(
                StatusCode.Internal, $"The message should have {length} bytes, and {message.Length} came; one message is allowed.");
    }

    /// <summary>The body of an answer.</summary>
    internal static byte[] Wrap(ReadOnlySpan<byte> message)
    {
        var body = new byte[HeaderLength + message.Length];
        BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(1), (uint)message.Length);
        message.CopyTo(body.AsSpan(HeaderLength));
        return body;
    }

    private static RpcException Refused(StatusCode status, string detail) => new(new Status(status, detail));
}
