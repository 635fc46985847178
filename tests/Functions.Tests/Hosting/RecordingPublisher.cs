using System.Collections.Concurrent;
using Google.Cloud.PubSub.V1;

namespace Loadgen.Functions.Tests.Hosting;

/// <summary>Pub/Sub as the planner sees it: takes everything, and keeps it.</summary>
internal sealed class RecordingPublisher : PublisherServiceApiClient
{
    public ConcurrentQueue<(string Topic, PubsubMessage Message)> Published { get; } = new();

    public override Task<PublishResponse> PublishAsync(
        TopicName topic, IEnumerable<PubsubMessage> messages, CancellationToken cancellationToken) =>
        PublishAsync(new PublishRequest { Topic = topic.ToString(), Messages = { messages } }, cancellationToken);

    public override Task<PublishResponse> PublishAsync(PublishRequest request, CancellationToken cancellationToken)
    {
        foreach (var message in request.Messages)
            Published.Enqueue((request.Topic, message));
        return Task.FromResult(
            new PublishResponse { MessageIds = { request.Messages.Select((_, index) => $"{Published.Count}-{index}") } });
    }
}
