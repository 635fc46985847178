namespace Google.Cloud.PubSub.V1;

/// <summary>Pub/Sub's publisher service. Errors are <see cref="Grpc.Core.RpcException"/>.</summary>
public abstract class PublisherServiceApiClient
{
    /// <summary>Where the service is, unless the builder says otherwise.</summary>
    public static string DefaultEndpoint => "pubsub.googleapis.com:443";

    /// <summary>What a token is asked to allow.</summary>
    public static IReadOnlyList<string> DefaultScopes { get; } =
        ["https://www.googleapis.com/auth/cloud-platform", "https://www.googleapis.com/auth/pubsub"];

    /// <summary>Publishes messages; done when the service has stored them.</summary>
    public virtual Task<PublishResponse> PublishAsync(PublishRequest request, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Publishes messages; done when the service has stored them.</summary>
    public virtual Task<PublishResponse> PublishAsync(TopicName topic, IEnumerable<PubsubMessage> messages, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(topic);
        ArgumentNullException.ThrowIfNull(messages);
        return PublishAsync(new PublishRequest { Topic = topic.ToString(), Messages = { messages } }, cancellationToken);
    }
}
