using Grpc.Core;
using Loadgen.Emulation.PubSub;
using static Loadgen.Emulation.Tests.PubSub.BrokerFixture;

namespace Loadgen.Emulation.Tests.PubSub;

public sealed class BrokerTests : IAsyncDisposable
{
    private readonly BrokerFixture _fixture = new();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    public static TheoryData<SubscriptionOptions, string, string> WrongOptions => new()
    {
        { new() { AckDeadline = TimeSpan.FromSeconds(9) }, "ackDeadlineSeconds is 9 s; 10 to 600 s", "a deadline below Pub/Sub's least" },
        { new() { AckDeadline = TimeSpan.FromSeconds(601) }, "ackDeadlineSeconds is 601 s", "a deadline above ten minutes" },
        { new() { Retry = new(TimeSpan.FromSeconds(-1), TimeSpan.Zero) }, "minimumBackoff is -1 s; 0 to 600 s", "a negative backoff" },
        { new() { Retry = new(TimeSpan.Zero, TimeSpan.FromSeconds(601)) }, "maximumBackoff is 601 s", "a backoff above ten minutes" },
        {
            new() { Retry = new(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(10)) },
            "above maximumBackoff",
            "a minimum above the maximum"
        },
        { new() { DeadLetter = new(DeadTopic, 4) }, "maxDeliveryAttempts is 4; 5 to 100", "too few attempts" },
        { new() { DeadLetter = new(DeadTopic, 101) }, "maxDeliveryAttempts is 101", "too many attempts" },
        { new() { DeadLetter = new("dead", 5) }, "'dead' is no name", "a topic without its project" },
        { new() { PushEndpoint = new("ftp://host/") }, "pushEndpoint is 'ftp://host/'", "an endpoint that cannot be posted to" },
        { new() { Window = new(0, 8, PushBackoff: false) }, "push window is 0 to 8", "no push at all" },
    };

    [Theory]
    [MemberData(nameof(WrongOptions))]
    public void A_number_that_Pub_Sub_refuses_is_refused_by_name(SubscriptionOptions options, string message, string reason)
    {
        var error = Assert.Throws<PubSubException>(() => _fixture.Broker.CreateSubscription(Name, Topic, options));

        Assert.Equal((StatusCode.InvalidArgument, reason), (error.Status, reason));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<OutgoingMessage[], string, string> WrongMessages => new()
    {
        { [], "0 messages", "an empty call" },
        { [new(default)], "neither data nor attributes", "an empty message" },
        { [new("x"u8.ToArray()), new(default)], "neither data nor attributes", "an empty one among others: none is published" },
        { [new(new byte[10_000_001])], "10000001 bytes", "more than 10 MB" },
        { [new(default, new Dictionary<string, string> { [""] = "v" })], "a key of 0", "an attribute without a name" },
        { [new(default, new Dictionary<string, string> { ["k"] = new('v', 1025) })], "a value of 1025", "an attribute that is too long" },
    };

    [Theory]
    [MemberData(nameof(WrongMessages))]
    public void What_Pub_Sub_does_not_take_is_not_published(OutgoingMessage[] messages, string message, string reason)
    {
        var pull = (PullSubscription)_fixture.Broker.CreateSubscription(Name, Topic, new());

        var error = Assert.Throws<PubSubException>(() => _fixture.Broker.Publish(Topic, messages));

        Assert.Equal((StatusCode.InvalidArgument, reason), (error.Status, reason));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Empty(pull.Peek());
    }

    [Fact]
    public void Pulled_messages_are_leased_until_their_deadline()
    {
        var pull = (PullSubscription)_fixture.Broker.CreateSubscription(Name, Topic, new() { AckDeadline = TimeSpan.FromSeconds(20) });
        _fixture.Publish("a", "b", "c");

        var first = pull.Pull(2);
        Assert.Equal((2, 1, 0), (first.Count, pull.Pull(9).Count, pull.Pull(9).Count));
        pull.Acknowledge([first[0].AckId]);
        pull.ModifyAckDeadline([first[1].AckId], TimeSpan.FromSeconds(60));

        _fixture.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal("c"u8.ToArray(), Assert.Single(pull.Pull(9)).Message.Data.ToArray());
        _fixture.Clock.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal(2, pull.Pull(9).Count);
        Assert.Equal((2, 2, 1L, 3L), (
            pull.Statistics.Outstanding, pull.Statistics.InFlight, pull.Statistics.Acknowledged, pull.Statistics.Expired));
    }

    [Fact]
    public void A_message_that_is_nacked_can_be_pulled_after_its_backoff()
    {
        var pull = (PullSubscription)_fixture.Broker.CreateSubscription(
            Name, Topic, new() { Retry = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5)) });
        _fixture.Publish("a");

        pull.ModifyAckDeadline([Assert.Single(pull.Pull(1)).AckId], TimeSpan.Zero);

        Assert.Empty(pull.Pull(1));
        _fixture.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Single(pull.Pull(1));
    }

    [Fact]
    public void A_subscription_gets_nothing_from_before_its_creation_and_keeps_what_it_has_when_the_topic_goes()
    {
        _fixture.Publish("before");
        var pull = (PullSubscription)_fixture.Broker.CreateSubscription(Name, Topic, new());
        _fixture.Publish("after");
        _fixture.Broker.DeleteTopic(Topic);

        Assert.Equal("after"u8.ToArray(), Assert.Single(pull.Pull(9)).Message.Data.ToArray());
        Assert.Equal("_deleted-topic_", pull.Topic);
        Assert.Equal(StatusCode.NotFound, Assert.Throws<PubSubException>(() => _fixture.Publish("x")).Status);
    }
}
