using Google.Cloud.PubSub.V1;
using Grpc.Core;
using Loadgen.Cloud.PubSub;
using Loadgen.Messages;
using Loadgen.Planning;

namespace Loadgen.Cloud.Tests.PubSub;

public sealed class CloudMessagePublisherTests
{
    private const string Topic = "projects/p/topics/events";

    private static readonly TopicMessage Message = new(
        "the event 'exp-event'", "{}"u8.ToArray(), new Dictionary<string, string> { ["event_id"] = "exp-event", ["run_id"] = "r" });

    [Fact]
    public async Task A_message_is_published_with_its_data_and_attributes()
    {
        var client = new FakeClient(_ => Task.FromResult(new PublishResponse { MessageIds = { "1" } }));

        await new CloudMessagePublisher(client).PublishAsync(Topic, [Message], CancellationToken.None);

        var (topic, message) = Assert.Single(client.Published);
        Assert.Equal(new TopicName("p", "events"), topic);
        Assert.Equal("{}"u8.ToArray(), message.Data.ToByteArray());
        Assert.Equal(Message.Attributes, message.Attributes.ToDictionary());
        Assert.Equal("", message.OrderingKey);
    }

    [Theory]
    [InlineData(StatusCode.NotFound, "no such topic")]
    [InlineData(StatusCode.PermissionDenied, "pubsub.topics.publish")]
    [InlineData(StatusCode.Unauthenticated, "pubsub.topics.publish")]
    [InlineData(StatusCode.Unavailable, "Unavailable: for now")]
    [InlineData(StatusCode.Cancelled, "Cancelled: for now")] // by the service
    public async Task What_the_broker_did_not_confirm_is_told_with_event_topic_and_cause(StatusCode code, string cause)
    {
        var client = new FakeClient(_ => throw new RpcException(new Status(code, "for now")));

        var error = await Assert.ThrowsAsync<PublishException>(
            () => new CloudMessagePublisher(client).PublishAsync(Topic, [Message], CancellationToken.None));

        Assert.Contains("'exp-event' to projects/p/topics/events", error.Message, StringComparison.Ordinal);
        Assert.Contains(cause, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)] // as gRPC tells it
    [InlineData(false)] // as a pause between two attempts tells it
    public async Task The_callers_cancellation_stays_one(bool asRpcException)
    {
        using var caller = new CancellationTokenSource();
        await caller.CancelAsync();
        var client = new FakeClient(
            token => throw (
                asRpcException
                    ? new RpcException(new Status(StatusCode.Cancelled, "by the caller"))
                    : new OperationCanceledException(token)));

        var error = await Assert.ThrowsAsync<OperationCanceledException>(
            () => new CloudMessagePublisher(client).PublishAsync(Topic, [Message], caller.Token));

        Assert.Equal(caller.Token, error.CancellationToken);
    }

    private sealed class FakeClient(Func<CancellationToken, Task<PublishResponse>> answer) : PublisherServiceApiClient
    {
        public List<(TopicName Topic, PubsubMessage Message)> Published { get; } = [];

        public override Task<PublishResponse> PublishAsync(
            TopicName topic, IEnumerable<PubsubMessage> messages, CancellationToken cancellationToken)
        {
            Published.AddRange(messages.Select(message => (topic, message)));
            return answer(cancellationToken);
        }
    }
}
