using Google.Cloud.PubSub.V1;
using Google.Protobuf;
using Grpc.Core;
using Loadgen.Messages;
using Loadgen.Planning;

namespace Loadgen.Cloud.PubSub;

/// <summary>Publishes event messages to a topic of Pub/Sub.</summary>
/// <param name="client">The client, with its default settings: up to five attempts within 60 s.</param>
/// <param name="topic">The events topic, which must exist.</param>
public sealed class CloudEventPublisher(PublisherServiceApiClient client, TopicName topic) : IEventPublisher
{
    /// <inheritdoc />
    public async Task PublishAsync(EventMessage message, CancellationToken cancellationToken)
    {
        var published = new PubsubMessage { Data = ByteString.CopyFrom(EventMessageCodec.Encode(message).Span) };
        foreach (var (name, value) in EventMessageCodec.Attributes(message))
            published.Attributes.Add(name, value);
        try
        {
            await client.PublishAsync(topic, [published], cancellationToken);
        }
        catch (RpcException e) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(
                $"Gave up publishing the event '{message.Event.EventId}' to {topic}.", e, cancellationToken);
        }
        catch (RpcException e)
        {
            throw new EventPublishException($"Could not publish the event '{message.Event.EventId}' to {topic}: {Explain(e.Status)}", e);
        }
    }

    private static string Explain(Status status) => status.StatusCode switch
    {
        StatusCode.NotFound => $"there is no such topic ({status.Detail})",
        StatusCode.PermissionDenied or StatusCode.Unauthenticated =>
            $"{status.StatusCode}: {status.Detail} "
            + "The caller's service account needs pubsub.topics.publish on it (roles/pubsub.publisher has it).",
        _ => $"{status.StatusCode}: {status.Detail}",
    };
}
