using System.Text.Json.Nodes;
using Google.Cloud.PubSub.V1;
using Grpc.Core;
using Loadgen.Cloud.PubSub;
using Loadgen.Configuration;
using Loadgen.Messages;
using Loadgen.Planning;
using Loadgen.Runs;
using Loadgen.Trace;

namespace Loadgen.Cloud.Tests.PubSub;

public sealed class CloudEventPublisherTests
{
    private static readonly TopicName Topic = new("p", "events");

    private static readonly EventMessage Message = new(
        new Run(
            "exp",
            Scenario.A,
            TraceHour.Containing(new DateTimeOffset(2026, 1, 20, 13, 0, 0, TimeSpan.Zero)),
            "20260120T125800Z",
            4,
            false,
            "logs/run.jsonl"),
        new PlannedEvent("exp-event", "crypto_key_gen", 1, DateTimeOffset.UnixEpoch),
        new JsonObject { ["bits"] = 4096 });

    [Fact]
    public async Task An_event_is_published_as_the_codec_writes_it()
    {
        var client = new FakeClient(_ => Task.FromResult(new PublishResponse { MessageIds = { "1" } }));

        await new CloudEventPublisher(client, Topic).PublishAsync(Message, CancellationToken.None);

        var (topic, message) = Assert.Single(client.Published);
        Assert.Equal(Topic, topic);
        Assert.Equal(EventMessageCodec.Encode(Message).ToArray(), message.Data.ToByteArray());
        Assert.Equal(EventMessageCodec.Attributes(Message), message.Attributes.ToDictionary());
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

        var error = await Assert.ThrowsAsync<EventPublishException>(
            () => new CloudEventPublisher(client, Topic).PublishAsync(Message, CancellationToken.None));

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
            () => new CloudEventPublisher(client, Topic).PublishAsync(Message, caller.Token));

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
