namespace Google.Cloud.PubSub.V1;

/// <summary>Pub/Sub's publisher service. Errors are <see cref="Grpc.Core.RpcException"/>.</summary>
public abstract class PublisherServiceApiClient
{
    /// <summary>Publishes messages; done when the service has stored them.</summary>
    public virtual Task<PublishResponse> PublishAsync(PublishRequest request, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Publishes messages; done when the service has stored them.</summary>
    public virtual Task<PublishResponse> PublishAsync(
        TopicName topic, IEnumerable<PubsubMessage> messages, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(topic);
        ArgumentNullException.ThrowIfNull(messages);
        return PublishAsync(new PublishRequest { Topic = topic.ToString(), Messages = { messages } }, cancellationToken);
    }
}
