using System.Globalization;
using Google.Cloud.PubSub.V1;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Loadgen.Emulation.PubSub.Grpc;

/// <summary>
/// The part of Pub/Sub's gRPC API that publishing needs, over a broker: Google's clients speak nothing else to <c>PUBSUB_EMULATOR_HOST</c>.
/// Written by hand: who references Google's packages, genuine or stand-ins, should not get a gRPC server with them.
/// </summary>
internal sealed class GrpcApi(PubSubBroker broker)
{
    private const string MediaType = "application/grpc";

    private readonly EmbeddedPublisher _publisher = new(broker);

    /// <summary>Whether a request is a gRPC call.</summary>
    internal static bool IsCall(HttpRequest request) =>
        HttpProtocol.IsHttp2(request.Protocol) && request.ContentType?.StartsWith(MediaType, StringComparison.OrdinalIgnoreCase) is true;

    /// <summary>Answers a call. Its outcome is in the trailers; the HTTP status is always 200.</summary>
    internal async Task HandleAsync(HttpContext context)
    {
        var response = context.Response;
        response.ContentType = MediaType;
        response.Headers["grpc-accept-encoding"] = "identity";
        var status = new Status(StatusCode.OK, "");
        try
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            var answer = await AnswerAsync(context.Request.Path, GrpcFrame.Unwrap(body.GetBuffer().AsMemory(0, (int)body.Length)));
            await response.Body.WriteAsync(GrpcFrame.Wrap(answer), context.RequestAborted);
        }
        catch (RpcException e)
        {
            status = e.Status;
        }
        catch (PubSubException e)
        {
            status = new(e.Status, e.Message);
        }
        catch (InvalidProtocolBufferException e)
        {
            status = new(StatusCode.Internal, $"The message is no valid protobuf: {e.Message}");
        }

        response.AppendTrailer("grpc-status", ((int)status.StatusCode).ToString(CultureInfo.InvariantCulture));
        if (status.StatusCode != StatusCode.OK)
            response.AppendTrailer("grpc-message", Uri.EscapeDataString(status.Detail));
    }

    private async Task<byte[]> AnswerAsync(string path, ReadOnlyMemory<byte> message)
    {
        switch (path)
        {
            case "/google.pubsub.v1.Publisher/Publish":
                var request = PublishRequest.Parser.ParseFrom(message.Span);
                return (await _publisher.PublishAsync(request, CancellationToken.None)).ToByteArray();
            case "/google.pubsub.v1.Publisher/CreateTopic":
                var created = TopicMessage.ReadName(message);
                broker.CreateTopic(created);
                return TopicMessage.Of(created);
            case "/google.pubsub.v1.Publisher/GetTopic":
                var asked = TopicMessage.ReadName(message);
                broker.RequireTopic(asked);
                return TopicMessage.Of(asked);
            case "/google.pubsub.v1.Publisher/DeleteTopic":
                broker.DeleteTopic(TopicMessage.ReadName(message));
                return [];
            default:
                throw new RpcException(new Status(
                    StatusCode.Unimplemented,
                    $"This emulator has no {path} over gRPC; of google.pubsub.v1.Publisher, it has Publish, CreateTopic, GetTopic and "
                    + "DeleteTopic. REST has more."));
        }
    }
}
