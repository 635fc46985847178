using Loadgen.Cli.Deployments;
using Loadgen.Cli.Local;
using Loadgen.Cli.Local.PubSub;
using Loadgen.Emulation.PubSub;
using Loadgen.Messages;

namespace Loadgen.Cli.Tests.Local.PubSub;

public sealed class PubSubWiringTests : IAsyncLifetime
{
    private static readonly WiredScenario Scenario = new(
        new ScenarioResources("local-project", "baseline"), new("http://127.0.0.1:1/"), new("http://127.0.0.1:2/"));

    private readonly TaskCompletionSource<PushRequest> _pushed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PubSubBroker _broker;
    private PubSubServer _server = null!;
    private PubSubRest _rest = null!;

    public PubSubWiringTests() => _broker = new(TimeProvider.System, new Random(0), (push, _) =>
    {
        _pushed.TrySetResult(push);
        return Task.FromResult(200);
    });

    public async Task InitializeAsync()
    {
        _server = await PubSubServer.StartAsync(_broker);
        _rest = new(_server.EmulatorHost, TimeProvider.System, static _ => { });
    }

    public async Task DisposeAsync()
    {
        _rest.Dispose();
        await _server.DisposeAsync();
        await _broker.DisposeAsync();
    }

    [Theory]
    [InlineData(1, 600, 1, 8, 60, "the trace's clock is the emulator's")]
    [InlineData(20, 30, 0.05, 0.4, 3, "the trace's minutes are the emulator's seconds")]
    [InlineData(60, 10, 0.017, 0.133, 1, "as short as an emulator accepts")]
    public async Task Each_function_gets_its_topic_with_deadline_backoff_and_dead_letters(
        double speed, int ackDeadline, double minimumBackoff, double ofTicks, double ofEvents, string reason)
    {
        await new PubSubWiring(_rest, speed).WireAsync(Scenario, CancellationToken.None);

        Assert.Equal(
            ["loadgen-baseline-dead-letters", "loadgen-baseline-events", "loadgen-baseline-ticks"],
            _broker.Topics.Select(name => name[^(name.Length - "projects/local-project/topics/".Length)..]).Order(StringComparer.Ordinal));
        foreach (var (subscription, topic, function, maximumBackoff) in new[]
        {
            ("loadgen-baseline-planner", "projects/local-project/topics/loadgen-baseline-ticks", "http://127.0.0.1:1/", ofTicks),
            ("loadgen-baseline-invoker", "projects/local-project/topics/loadgen-baseline-events", "http://127.0.0.1:2/", ofEvents),
        })
        {
            var wired = _broker.GetSubscription($"projects/local-project/subscriptions/{subscription}");
            Assert.Equal(topic, wired.Topic);
            Assert.Equal(
                new SubscriptionOptions
                {
                    PushEndpoint = new(function + topic),
                    AckDeadline = TimeSpan.FromSeconds(ackDeadline),
                    Retry = new(TimeSpan.FromSeconds(minimumBackoff), TimeSpan.FromSeconds(maximumBackoff)),
                    DeadLetter = new("projects/local-project/topics/loadgen-baseline-dead-letters", 100),
                },
                wired.Options);
        }

        var deadLetters = _broker.GetSubscription("projects/local-project/subscriptions/loadgen-baseline-dead-letters");
        Assert.True(deadLetters.Options.PushEndpoint is null, reason);
    }

    [Fact]
    public async Task The_invoker_is_woken()
    {
        await new PubSubWiring(_rest, speed: 1).WireAsync(Scenario, CancellationToken.None);

        var push = await _pushed.Task;
        Assert.Equal(Scenario.Invoker.Port, push.Endpoint.Port);
        Assert.True(TopicMessage.IsWarmUp(push.Message.Attributes));
    }

    [Fact]
    public async Task It_can_be_wired_again_and_removed()
    {
        var wiring = new PubSubWiring(_rest, speed: 1);
        await wiring.WireAsync(Scenario, CancellationToken.None);
        await wiring.WireAsync(Scenario with { Invoker = new("http://127.0.0.1:3/") }, CancellationToken.None);

        Assert.Equal(3, _broker.GetSubscription(Scenario.Resources.InvokerSubscription).Options.PushEndpoint!.Port);
        Assert.True(await wiring.IsWiredAsync(Scenario, CancellationToken.None));

        await wiring.UnwireAsync(Scenario, CancellationToken.None);
        Assert.False(await wiring.IsWiredAsync(Scenario, CancellationToken.None));
        Assert.Empty(_broker.Topics);
        Assert.Empty(_broker.Subscriptions);
    }

    [Fact]
    public async Task A_refusal_is_told_in_the_emulators_words()
    {
        const string none = "projects/local-project/topics/none";

        var refusal = await Assert.ThrowsAsync<LocalCloudException>(
            () => _rest.PublishAsync(none, TopicMessage.WarmUp, CancellationToken.None));

        Assert.StartsWith(
            $"Pub/Sub at {_server.EmulatorHost} refused POST {none}:publish: 404 ", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8085", "a URL")]
    [InlineData("127.0.0.1:8085/path", "a path")]
    [InlineData("", "nothing")]
    public void A_value_that_is_not_a_host_is_refused(string host, string reason)
    {
        var refusal = Assert.Throws<UsageException>(() => new PubSubRest(host, TimeProvider.System, static _ => { }));

        Assert.Equal(($"PUBSUB_EMULATOR_HOST: found '{host}'; allowed: host:port of an emulator.", reason), (refusal.Message, reason));
    }
}
