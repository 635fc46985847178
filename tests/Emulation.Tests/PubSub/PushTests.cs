using Loadgen.Emulation.PubSub;
using static Loadgen.Emulation.Tests.PubSub.BrokerFixture;

namespace Loadgen.Emulation.Tests.PubSub;

public sealed class PushTests
{
    private static readonly RetryPolicy Retry = new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(600));

    [Theory]
    [InlineData(102)]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(202)]
    [InlineData(204)]
    public async Task These_answers_acknowledge(int status)
    {
        await using var fixture = new BrokerFixture();
        var subscription = fixture.Subscribe();
        fixture.Publish("a");

        (await fixture.NextAsync()).Answer(status);

        await fixture.UntilAsync(PubSubActivityKind.Acknowledged, activity => Assert.Equal(status, activity.Status));
        Assert.Equal(new(0, 0, 1, 0, 1, 0, 0, 0), subscription.Statistics);
    }

    [Theory]
    [InlineData(203, "2xx is not enough")]
    [InlineData(206, "2xx is not enough")]
    [InlineData(301, "redirects are not followed")]
    [InlineData(400, "an event that cannot be decoded")]
    [InlineData(404, "no such function")]
    [InlineData(429, "an instance that is full")]
    [InlineData(500, "an exception")]
    [InlineData(503, "no instance")]
    public async Task Any_other_answer_brings_the_message_back(int status, string reason)
    {
        await using var fixture = new BrokerFixture();
        fixture.Subscribe(new() { Retry = Retry });
        fixture.Publish("a");
        (await fixture.NextAsync()).Answer(status);
        await fixture.UntilAsync(PubSubActivityKind.Refused, activity => Assert.Equal(status, activity.Status));

        var push = await fixture.NextAfterAsync(TimeSpan.FromSeconds(10));

        Assert.Equal(("a", reason), (push.Text, reason));
        push.Answer(200);
        await fixture.UntilAsync(PubSubActivityKind.Acknowledged);
    }

    [Fact]
    public async Task A_broken_connection_is_a_negative_answer()
    {
        await using var fixture = new BrokerFixture();
        var subscription = fixture.Subscribe(new() { Retry = Retry });
        fixture.Publish("a");

        (await fixture.NextAsync()).Status.SetException(new HttpRequestException("refused"));

        await fixture.UntilAsync(PubSubActivityKind.Refused, activity => Assert.Null(activity.Status));
        Assert.Equal(1, subscription.Statistics.Outstanding);
    }

    [Fact]
    public async Task Redeliveries_back_off_exponentially_up_to_the_maximum()
    {
        await using var fixture = new BrokerFixture();
        fixture.Subscribe(new() { Retry = new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60)) });
        fixture.Publish("a");
        var push = await fixture.NextAsync();

        foreach (var seconds in (int[])[10, 20, 40, 60, 60])
        {
            push.Answer(500);
            await fixture.UntilAsync(PubSubActivityKind.Refused);
            push = await fixture.NextAfterAsync(TimeSpan.FromSeconds(seconds));
        }
    }

    [Fact]
    public async Task Without_an_answer_by_the_deadline_the_connection_is_cut_and_the_message_comes_again()
    {
        await using var fixture = new BrokerFixture();
        var subscription = fixture.Subscribe(new() { AckDeadline = TimeSpan.FromSeconds(30), Retry = Retry });
        fixture.Publish("a");
        var late = await fixture.NextAsync();

        fixture.Clock.Advance(TimeSpan.FromSeconds(29));
        Assert.False(late.Cancellation.IsCancellationRequested);
        fixture.Clock.Advance(TimeSpan.FromSeconds(1));

        await fixture.UntilAsync(PubSubActivityKind.Expired);
        Assert.True(late.Cancellation.IsCancellationRequested);
        // An answer that comes now goes nowhere.
        late.Answer(200);
        var again = await fixture.NextAfterAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(("a", 1L, 0L), (again.Text, subscription.Statistics.Expired, subscription.Statistics.Acknowledged));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(7)]
    public async Task After_its_attempts_a_message_goes_to_the_dead_letter_topic(int attempts)
    {
        await using var fixture = new BrokerFixture();
        var subscription = fixture.Subscribe(new() { Retry = new(TimeSpan.Zero, TimeSpan.Zero), DeadLetter = new(DeadTopic, attempts) });
        var dead = (PullSubscription)fixture.Broker.CreateSubscription("projects/p/subscriptions/dead", DeadTopic, new());
        fixture.Broker.Publish(Topic, [new("poison"u8.ToArray(), new Dictionary<string, string> { ["event_id"] = "e" })]);

        for (var attempt = 1; attempt <= attempts; attempt++)
        {
            var push = await fixture.NextAsync();
            Assert.Equal(attempt, push.Request.DeliveryAttempt);
            push.Answer(400);
        }

        await fixture.UntilAsync(PubSubActivityKind.DeadLettered);
        var letter = Assert.Single(dead.Peek());
        Assert.Equal("poison"u8.ToArray(), letter.Data.ToArray());
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["event_id"] = "e",
                ["CloudPubSubDeadLetterSourceDeliveryCount"] = $"{attempts}",
                ["CloudPubSubDeadLetterSourceSubscription"] = "push",
                ["CloudPubSubDeadLetterSourceSubscriptionProject"] = "p",
                ["CloudPubSubDeadLetterSourceTopicPublishTime"] = "2026-01-20T13:00:00Z",
            },
            letter.Attributes);
        Assert.Equal((0, 1L), (subscription.Statistics.Outstanding, subscription.Statistics.DeadLettered));
    }

    [Fact]
    public async Task While_the_dead_letter_topic_is_missing_nothing_is_given_up()
    {
        await using var fixture = new BrokerFixture();
        fixture.Subscribe(new() { Retry = new(TimeSpan.Zero, TimeSpan.Zero), DeadLetter = new(DeadTopic, 5) });
        fixture.Broker.DeleteTopic(DeadTopic);
        fixture.Publish("a");

        for (var attempt = 1; attempt <= 7; attempt++)
        {
            var push = await fixture.NextAsync();
            Assert.Equal(attempt, push.Request.DeliveryAttempt);
            push.Answer(500);
        }
    }

    [Fact]
    public async Task Without_retry_policy_a_failing_endpoint_is_given_growing_rests()
    {
        await using var fixture = new BrokerFixture();
        fixture.Subscribe();
        fixture.Publish("a");
        var push = await fixture.NextAsync();

        foreach (var milliseconds in (int[])[100, 200, 400, 800])
        {
            push.Answer(500);
            await fixture.UntilAsync(PubSubActivityKind.Refused);
            push = await fixture.NextAfterAsync(TimeSpan.FromMilliseconds(milliseconds));
        }
    }

    [Fact]
    public async Task The_push_window_starts_small_grows_with_acknowledgements_and_halves_with_failures()
    {
        await using var fixture = new BrokerFixture();
        var subscription = fixture.Subscribe(new() { Retry = Retry, Window = new(2, 8, PushBackoff: false) });
        fixture.Publish([.. Enumerable.Range(0, 20).Select(i => $"{i}")]);
        var first = await fixture.NextAsync();
        var second = await fixture.NextAsync();
        Assert.Equal((2, 2, true), (subscription.Statistics.InFlight, subscription.WindowSize, fixture.IsQuiet));

        first.Answer(200);
        second.Answer(200);
        var third = await fixture.NextAsync();
        for (var i = 0; i < 3; i++)
            await fixture.NextAsync();
        await fixture.UntilAsync(PubSubActivityKind.Acknowledged);
        Assert.Equal((4, 4), (subscription.Statistics.InFlight, subscription.WindowSize));

        third.Answer(500);
        await fixture.UntilAsync(PubSubActivityKind.Refused);
        Assert.Equal((3, 2, true), (subscription.Statistics.InFlight, subscription.WindowSize, fixture.IsQuiet));
    }

    [Fact]
    public async Task A_duplicate_on_demand_comes_at_once_and_one_acknowledgement_is_enough()
    {
        await using var fixture = new BrokerFixture();
        var subscription = fixture.Subscribe(new() { Retry = Retry });
        subscription.DuplicateNext();
        fixture.Publish("a");

        var (one, two) = (await fixture.NextAsync(), await fixture.NextAsync());
        Assert.Equal(one.Request.Message.MessageId, two.Request.Message.MessageId);
        one.Answer(200);
        await fixture.UntilAsync(PubSubActivityKind.Acknowledged);
        two.Answer(500);
        await fixture.UntilAsync(PubSubActivityKind.Refused);

        fixture.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(new(0, 0, 2, 1, 1, 1, 0, 0), subscription.Statistics);

        fixture.Publish("b");
        (await fixture.NextAsync()).Answer(200);
        await fixture.UntilAsync(PubSubActivityKind.Acknowledged);
        Assert.True(fixture.IsQuiet);
    }

    [Fact]
    public async Task A_late_duplicate_comes_though_the_message_was_acknowledged()
    {
        await using var fixture = new BrokerFixture();
        fixture.Subscribe(new() { Retry = Retry }).Disturbance = new(DuplicateProbability: 1, DuplicateWithin: TimeSpan.FromMinutes(10));
        fixture.Publish("a");
        (await fixture.NextAsync()).Answer(200);
        await fixture.UntilAsync(PubSubActivityKind.Acknowledged);

        Assert.True(fixture.IsQuiet);
        fixture.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal("a", (await fixture.NextAsync()).Text);
    }

    [Fact]
    public async Task Delayed_messages_come_late_and_in_another_order_which_the_seed_decides()
    {
        static async Task<string> OrderAsync(int seed)
        {
            await using var fixture = new BrokerFixture(seed);
            fixture.Subscribe().Disturbance = new(DelayUpTo: TimeSpan.FromSeconds(100));
            // On a scheduler that runs one thing at a time, everything comes in the order of its virtual time.
            var scheduler = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
            await Task.Factory.StartNew(
                () => fixture.Publish("a", "b", "c", "d", "e", "f"), CancellationToken.None, TaskCreationOptions.None, scheduler);
            fixture.Clock.Advance(TimeSpan.FromSeconds(100));

            var order = "";
            while (order.Length < 6)
                order += (await fixture.NextAsync()).Text;
            return order;
        }

        var order = await OrderAsync(seed: 3);

        Assert.NotEqual("abcdef", order);
        Assert.Equal(order, await OrderAsync(seed: 3));
    }

    [Fact]
    public async Task Each_subscription_of_a_topic_gets_each_message()
    {
        await using var fixture = new BrokerFixture();
        fixture.Subscribe();
        fixture.Broker.CreateSubscription("projects/p/subscriptions/other", Topic, new() { PushEndpoint = new("http://127.0.0.1:2/") });

        fixture.Publish("a");

        var pushes = new[] { await fixture.NextAsync(), await fixture.NextAsync() };
        Assert.Equal(
            ["projects/p/subscriptions/other", Name], pushes.Select(push => push.Request.Subscription).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Disposal_waits_for_no_answer()
    {
        var fixture = new BrokerFixture();
        fixture.Subscribe(new() { Retry = Retry });
        fixture.Publish("hanging", "redelivered");
        var hanging = await fixture.NextAsync();
        (await fixture.NextAsync()).Answer(500);
        await fixture.UntilAsync(PubSubActivityKind.Refused);

        await fixture.DisposeAsync().AsTask().WaitAsync(TestTimeout, TimeProvider.System);

        Assert.True(hanging.Cancellation.IsCancellationRequested);
        Assert.Throws<ObjectDisposedException>(() => fixture.Publish("after"));
    }

    [Fact]
    public async Task A_deleted_subscription_cuts_its_pushes_and_gets_nothing_more()
    {
        await using var fixture = new BrokerFixture();
        fixture.Subscribe();
        fixture.Publish("a");
        var push = await fixture.NextAsync();

        fixture.Broker.DeleteSubscription(Name);
        fixture.Publish("b");

        Assert.True(push.Cancellation.IsCancellationRequested);
        Assert.Empty(fixture.Broker.Subscriptions);
        Assert.True(fixture.IsQuiet);
    }

    [Fact]
    public async Task A_delivery_carries_what_the_broker_was_made_with_and_not_what_the_publisher_carries()
    {
        var ambient = new AsyncLocal<string?> { Value = "the broker's own" };
        string? seen = "not called";
        var called = new TaskCompletionSource();
        await using var broker = new PubSubBroker(TimeProvider.System, new(1), (_, _) =>
        {
            seen = ambient.Value;
            called.SetResult();
            return Task.FromResult(200);
        });
        broker.CreateTopic(Topic);
        broker.CreateSubscription(Name, Topic, new() { PushEndpoint = new("http://127.0.0.1:1/") });

        ambient.Value = "the publisher's request";
        broker.Publish(Topic, [new("a"u8.ToArray())]);
        await called.Task;

        Assert.Equal("the broker's own", seen);
    }
}
