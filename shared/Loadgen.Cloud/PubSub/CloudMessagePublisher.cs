using Google.Cloud.PubSub.V1;
using Google.Protobuf;
using Grpc.Core;
using Loadgen.Messages;
using Loadgen.Planning;

namespace Loadgen.Cloud.PubSub;

/// <summary>Publishes to topics of Pub/Sub, which must exist.</summary>
/// <param name="client">The client, with its default settings: up to five attempts within 60 s.</param>
public sealed class CloudMessagePublisher(PublisherServiceApiClient client) : IMessagePublisher
{
    /// <inheritdoc />
    public async Task PublishAsync(string topic, IReadOnlyList<TopicMessage> messages, CancellationToken cancellationToken)
    {
        var subject = TopicMessage.SubjectOf(messages);
        try
        {
            await client.PublishAsync(TopicName.Parse(topic), messages.Select(ToMessage), cancellationToken);
        }
        catch (RpcException e) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException($"Gave up publishing {subject} to {topic}.", e, cancellationToken);
        }
        catch (RpcException e)
        {
            throw new PublishException($"Could not publish {subject} to {topic}: {Explain(e.Status)}", e);
        }
    }

    private static PubsubMessage ToMessage(TopicMessage message)
    {
        var published = new PubsubMessage { Data = UnsafeByteOperations.UnsafeWrap(message.Data) };
        foreach (var (name, value) in message.Attributes)
            published.Attributes.Add(name, value);
        return published;
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
