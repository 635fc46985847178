using Google.Cloud.PubSub.V1;
using Loadgen.Cli.Deployments;
using Loadgen.Emulation.PubSub;

namespace Loadgen.Cli.Rehearsals;

/// <summary>
/// An embedded Pub/Sub of one run's own, so that two experiments never get each other's messages: ticks go to the planner, events to the
/// invoker, with the deadlines and retries that they have on Google Cloud.
/// </summary>
internal sealed class LocalPubSub : IAsyncDisposable
{
    private readonly HttpPushSender _sender = new();
    private readonly PubSubBroker _broker;
    private readonly string _ticks;

    /// <summary>Creates topics and subscriptions.</summary>
    /// <param name="clock">The trace's clock.</param>
    /// <param name="eventsTopic">The configured topic of the events; the tick's lies beside it.</param>
    /// <param name="planner">Where the planner listens.</param>
    /// <param name="invoker">Where the invoker listens.</param>
    /// <param name="delivering">Told the event ID of each event message that is on its way to the invoker; must return at once.</param>
    public LocalPubSub(TimeProvider clock, string eventsTopic, Uri planner, Uri invoker, Action<string> delivering)
    {
        var project = TopicName.Parse(eventsTopic).ProjectId;
        // Faults are never switched on here: the random numbers decide nothing.
        _broker = new(clock, new Random(0), _sender.SendAsync);
        _ticks = $"projects/{project}/topics/rehearsal-ticks";
        Publisher = new EmbeddedPublisher(_broker);
        Subscribe(project, "rehearsal-planner", _ticks, planner, DeliveryRules.Ticks);
        Subscribe(project, "rehearsal-invoker", eventsTopic, invoker, DeliveryRules.Events);
        _broker.Observe(activity =>
        {
            if (activity.Kind is PubSubActivityKind.Delivering && activity.Message.Attributes.TryGetValue("event_id", out var eventId))
                delivering(eventId);
        });
    }

    /// <summary>What the planner publishes with.</summary>
    public PublisherServiceApiClient Publisher { get; }

    /// <summary>Publishes a tick as Cloud Scheduler does.</summary>
    /// <returns>The message as the broker took it.</returns>
    public PubSubMessage PublishTick()
    {
        PubSubMessage? tick = null;
        _broker.Observe(activity =>
        {
            if (activity.Kind is PubSubActivityKind.Published && activity.Resource == _ticks)
                tick = activity.Message;
        });
        _broker.Publish(_ticks, [new OutgoingMessage("{}"u8.ToArray())]);
        return tick ?? throw new InvalidOperationException("The broker took a tick and did not report it.");
    }

    /// <summary>Ends all deliveries.</summary>
    public async ValueTask DisposeAsync()
    {
        await _broker.DisposeAsync();
        _sender.Dispose();
    }

    private void Subscribe(string project, string name, string topic, Uri function, DeliveryRules rules)
    {
        var deadLetters = $"projects/{project}/topics/{name}-dead-letters";
        _broker.CreateTopic(topic);
        _broker.CreateTopic(deadLetters);
        _broker.CreateSubscription($"projects/{project}/subscriptions/{name}", topic, new()
        {
            PushEndpoint = DeliveryRules.PushEndpoint(function, topic),
            AckDeadline = DeliveryRules.AckDeadline,
            Retry = new(DeliveryRules.MinimumBackoff, rules.MaximumBackoff),
            DeadLetter = new(deadLetters, DeliveryRules.MostAttempts),
        });
    }
}
