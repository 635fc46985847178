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
    private readonly HttpPushSender _sender;
    private readonly PubSubBroker _broker;
    private readonly string _ticks;
    private readonly string _events;

    private LocalPubSub(HttpPushSender sender, PubSubBroker broker, string ticks, string events)
    {
        _sender = sender;
        _broker = broker;
        _ticks = ticks;
        _events = events;
        Publisher = new EmbeddedPublisher(broker);
    }

    /// <summary>What the planner publishes with.</summary>
    public PublisherServiceApiClient Publisher { get; }

    /// <summary>Creates topics and subscriptions.</summary>
    /// <param name="clock">The trace's clock.</param>
    /// <param name="eventsTopic">The configured topic of the events; the tick's lies beside it.</param>
    /// <param name="planner">Where the planner listens.</param>
    /// <param name="invoker">Where the invoker listens.</param>
    /// <param name="delivering">Told the event ID of each event message that is on its way to the invoker; must return at once.</param>
    public static LocalPubSub Create(TimeProvider clock, string eventsTopic, Uri planner, Uri invoker, Action<string> delivering)
    {
        var project = TopicName.Parse(eventsTopic).ProjectId;
        var sender = new HttpPushSender();
        // Nothing is disturbed here, so that its random numbers decide nothing.
        var broker = new PubSubBroker(clock, new Random(0), sender.SendAsync);
        var local = new LocalPubSub(sender, broker, $"projects/{project}/topics/rehearsal-ticks", eventsTopic);
        local.Subscribe(project, "rehearsal-planner", local._ticks, planner);
        local.Subscribe(project, "rehearsal-invoker", local._events, invoker);
        broker.Observe(activity =>
        {
            if (activity.Kind is PubSubActivityKind.Delivering && activity.Message.Attributes.TryGetValue("event_id", out var eventId))
                delivering(eventId);
        });
        return local;
    }

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
        return tick ?? throw new InvalidOperationException("The broker took a tick and did not say so.");
    }

    /// <summary>Ends all deliveries.</summary>
    public async ValueTask DisposeAsync()
    {
        await _broker.DisposeAsync();
        _sender.Dispose();
    }

    private void Subscribe(string project, string name, string topic, Uri function)
    {
        var deadLetters = $"projects/{project}/topics/{name}-dead-letters";
        _broker.CreateTopic(topic);
        _broker.CreateTopic(deadLetters);
        _broker.CreateSubscription($"projects/{project}/subscriptions/{name}", topic, new()
        {
            // With the topic as its path, the Functions Framework makes a CloudEvent with the right source of the push.
            PushEndpoint = new Uri(function, topic),
            AckDeadline = DeliveryRules.AckDeadline,
            Retry = new(DeliveryRules.MinimumBackoff, DeliveryRules.MaximumBackoff),
            DeadLetter = new(deadLetters, DeliveryRules.MostAttempts),
        });
    }
}
