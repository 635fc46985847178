using System.Globalization;

namespace Loadgen.Emulation.PubSub;

/// <summary>A subscription: every message of its topic is delivered until it is acknowledged. Order is not promised.</summary>
public abstract class Subscription
{
    private long _delivered;
    private long _duplicated;
    private long _acknowledged;
    private long _refused;
    private long _expired;
    private long _deadLettered;
    private int _outstanding;

    private protected Subscription(PubSubBroker broker, string name, string topic, SubscriptionOptions options)
    {
        Broker = broker;
        Name = name;
        Topic = topic;
        Options = options;
    }

    /// <summary>Its full name, <c>projects/P/subscriptions/S</c>.</summary>
    public string Name { get; }

    /// <summary>Its topic's full name, or <c>_deleted-topic_</c>.</summary>
    public string Topic { get; internal set; }

    /// <summary>How it delivers.</summary>
    public SubscriptionOptions Options { get; }

    /// <summary>What it has done so far.</summary>
    public SubscriptionStatistics Statistics
    {
        get
        {
            lock (Broker.Gate)
            {
                return new(_outstanding, InFlight, _delivered, _duplicated, _acknowledged, _refused, _expired, _deadLettered);
            }
        }
    }

    private protected PubSubBroker Broker { get; }

    private protected abstract int InFlight { get; }

    // The members below are called with the broker's gate held.
    internal void Accept(PubSubMessage message)
    {
        _outstanding++;
        Take(new(message));
    }

    internal virtual void Close()
    {
    }

    private protected abstract void Take(Delivery delivery);

    private protected void Delivering(Delivery delivery)
    {
        delivery.Attempts++;
        _delivered++;
        Tell(PubSubActivityKind.Delivering, delivery, delivery.Attempts);
    }

    private protected void Duplicating(Delivery delivery, int attempt)
    {
        _delivered++;
        _duplicated++;
        Tell(PubSubActivityKind.Duplicating, delivery, attempt);
    }

    private protected void Acknowledge(Delivery delivery, int attempt, int? status = null)
    {
        if (delivery.Settled)
            return;
        Settle(delivery);
        _acknowledged++;
        Tell(PubSubActivityKind.Acknowledged, delivery, attempt, status);
    }

    /// <summary>Counts a negative or missing answer.</summary>
    private protected void Failed(Delivery delivery, int attempt, bool expired, int? status = null)
    {
        if (expired)
            _expired++;
        else
            _refused++;
        Tell(expired ? PubSubActivityKind.Expired : PubSubActivityKind.Refused, delivery, attempt, status);
    }

    /// <summary>What becomes of a message after a failure.</summary>
    /// <returns>After which time it is delivered again; <see langword="null"/> where it was dead-lettered.</returns>
    private protected TimeSpan? BackoffOrDeadLetter(Delivery delivery)
    {
        if (Options.DeadLetter is { } policy && delivery.Attempts >= policy.MaxDeliveryAttempts
            && Broker.Forward(policy.Topic, ToDeadLetter(delivery)))
        {
            Settle(delivery);
            _deadLettered++;
            Tell(PubSubActivityKind.DeadLettered, delivery, delivery.Attempts);
            return null;
        }

        return Options.Retry?.BackoffAfter(delivery.Attempts) ?? TimeSpan.Zero;
    }

    /// <summary>The message with its data and attributes, and attributes that tell where it was.</summary>
    private OutgoingMessage ToDeadLetter(Delivery delivery)
    {
        var (project, id) = ResourceName.Split(Name);
        return new(
            delivery.Message.Data,
            new Dictionary<string, string>(delivery.Message.Attributes, StringComparer.Ordinal)
            {
                ["CloudPubSubDeadLetterSourceDeliveryCount"] = delivery.Attempts.ToString(CultureInfo.InvariantCulture),
                ["CloudPubSubDeadLetterSourceSubscription"] = id,
                ["CloudPubSubDeadLetterSourceSubscriptionProject"] = project,
                ["CloudPubSubDeadLetterSourceTopicPublishTime"] = PushRequest.FormatTime(delivery.Message.PublishTime),
            });
    }

    private void Settle(Delivery delivery)
    {
        delivery.Settled = true;
        _outstanding--;
    }

    private void Tell(PubSubActivityKind kind, Delivery delivery, int attempt, int? status = null) =>
        Broker.Tell(kind, Name, delivery.Message, attempt, status);
}
