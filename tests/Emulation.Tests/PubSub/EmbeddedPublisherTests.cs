using Google.Cloud.PubSub.V1;
using Google.Protobuf;
using Grpc.Core;
using Loadgen.Emulation.PubSub;

namespace Loadgen.Emulation.Tests.PubSub;

public sealed class EmbeddedPublisherTests : IAsyncDisposable
{
    private readonly BrokerFixture _fixture = new();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Googles_messages_reach_the_brokers_topic()
    {
        var pull = (PullSubscription)_fixture.Broker.CreateSubscription(BrokerFixture.Name, BrokerFixture.Topic, new());
        PublisherServiceApiClient publisher = new EmbeddedPublisher(_fixture.Broker);

        var response = await publisher.PublishAsync(
            TopicName.Parse(BrokerFixture.Topic),
            [
                new PubsubMessage { Data = ByteString.CopyFromUtf8("data"), Attributes = { ["event_id"] = "e" } },
                new PubsubMessage { Attributes = { ["only"] = "attributes" } },
            ],
            CancellationToken.None);

        var messages = pull.Peek();
        Assert.Equal(response.MessageIds, messages.Select(message => message.MessageId));
        Assert.Equal("data"u8.ToArray(), messages[0].Data.ToArray());
        Assert.Equal("e", messages[0].Attributes["event_id"]);
    }

    [Theory]
    [InlineData("projects/p/topics/absent", "data", StatusCode.NotFound)]
    [InlineData(BrokerFixture.Topic, "", StatusCode.InvalidArgument)]
    public async Task A_refusal_is_the_exception_of_production(string topic, string data, StatusCode status)
    {
        var publisher = new EmbeddedPublisher(_fixture.Broker);

        var error = await Assert.ThrowsAsync<RpcException>(() => publisher.PublishAsync(
            TopicName.Parse(topic), [new PubsubMessage { Data = ByteString.CopyFromUtf8(data) }], CancellationToken.None));

        Assert.Equal(status, error.StatusCode);
    }
}
