using Google.Cloud.PubSub.V1;
using Grpc.Core;

namespace Loadgen.Emulation.PubSub;

/// <summary>
/// Publishes to a broker through the type with which production publishes to Google's. Errors are <see cref="RpcException"/>, as there.
/// </summary>
public sealed class EmbeddedPublisher(PubSubBroker broker) : PublisherServiceApiClient
{
    /// <inheritdoc />
    public override Task<PublishResponse> PublishAsync(
        TopicName topic, IEnumerable<PubsubMessage> messages, CancellationToken cancellationToken) =>
        PublishAsync(new PublishRequest { Topic = topic.ToString(), Messages = { messages } }, cancellationToken);

    /// <inheritdoc />
    public override Task<PublishResponse> PublishAsync(PublishRequest request, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<PublishResponse>(cancellationToken);

        try
        {
            var ids = broker.Publish(request.Topic, [.. request.Messages.Select(ToOutgoing)]);
            return Task.FromResult(new PublishResponse { MessageIds = { ids } });
        }
        catch (PubSubException e)
        {
            return Task.FromException<PublishResponse>(new RpcException(new Status(e.Status, e.Message)));
        }
    }

    private static OutgoingMessage ToOutgoing(PubsubMessage message) => new(message.Data.Memory, message.Attributes);
}
