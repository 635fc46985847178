using System.Globalization;

namespace Loadgen.Emulation.PubSub;

/// <summary>
/// A subscription that is asked for messages: the way to look into a dead-letter topic. Deadlines are checked when it is asked.
/// </summary>
public sealed class PullSubscription : Subscription
{
    private readonly List<Lease> _leases = [];
    private long _lastAckId;

    internal PullSubscription(PubSubBroker broker, string name, string topic, SubscriptionOptions options)
        : base(broker, name, topic, options)
    {
    }

    private protected override int InFlight => _leases.Count(lease => lease.AckId is not null && lease.Time > Now);

    private DateTimeOffset Now => Broker.TimeProvider.GetUtcNow();

    /// <summary>The messages that are not acknowledged, oldest first, without delivering them.</summary>
    public IReadOnlyList<PubSubMessage> Peek()
    {
        lock (Broker.Gate)
            return [.. _leases.Select(lease => lease.Delivery.Message)];
    }

    /// <summary>Delivers messages; each must be acknowledged within the deadline. Does not wait for any.</summary>
    /// <param name="maxMessages">The most that are delivered, at least 1.</param>
    /// <exception cref="PubSubException"><paramref name="maxMessages"/> is not positive.</exception>
    public IReadOnlyList<ReceivedMessage> Pull(int maxMessages)
    {
        if (maxMessages < 1)
            throw PubSubException.Invalid($"maxMessages is {maxMessages}; 1 and more is allowed.");

        lock (Broker.Gate)
        {
            TakeBackExpired();
            var received = new List<ReceivedMessage>();
            foreach (var lease in _leases.Where(lease => lease.AckId is null && lease.Time <= Now).Take(maxMessages))
            {
                lease.AckId = (++_lastAckId).ToString(CultureInfo.InvariantCulture);
                lease.Time = Now + Options.AckDeadline;
                Delivering(lease.Delivery);
                received.Add(new(lease.AckId, lease.Delivery.Message, Options.DeadLetter is null ? null : lease.Delivery.Attempts));
            }

            return received;
        }
    }

    /// <summary>Acknowledges deliveries. One past its deadline counts, as long as the message has not been delivered again.</summary>
    /// <param name="ackIds">From <see cref="Pull"/>; unknown ones are ignored.</param>
    public void Acknowledge(IEnumerable<string> ackIds)
    {
        lock (Broker.Gate)
        {
            foreach (var lease in Find(ackIds))
            {
                Acknowledge(lease.Delivery, lease.Delivery.Attempts);
                _leases.Remove(lease);
            }
        }
    }

    /// <summary>Gives deliveries another deadline, counted from now.</summary>
    /// <param name="ackIds">From <see cref="Pull"/>; unknown ones are ignored.</param>
    /// <param name="deadline">0 to 600 s; 0 nacks them.</param>
    /// <exception cref="PubSubException">The deadline is out of range.</exception>
    public void ModifyAckDeadline(IEnumerable<string> ackIds, TimeSpan deadline)
    {
        if (deadline < TimeSpan.Zero || deadline > TimeSpan.FromSeconds(600))
            throw PubSubException.Invalid($"ackDeadlineSeconds is {deadline.TotalSeconds}; 0 to 600 is allowed.");

        lock (Broker.Gate)
        {
            foreach (var lease in Find(ackIds))
            {
                if (deadline > TimeSpan.Zero)
                    lease.Time = Now + deadline;
                else
                    Nack(lease, Now, expired: false);
            }
        }
    }

    private protected override void Take(Delivery delivery) => _leases.Add(new(delivery) { Time = Now });

    private void TakeBackExpired()
    {
        foreach (var lease in _leases.Where(lease => lease.AckId is not null && lease.Time <= Now).ToList())
            Nack(lease, lease.Time, expired: true);
    }

    private void Nack(Lease lease, DateTimeOffset since, bool expired)
    {
        Failed(lease.Delivery, lease.Delivery.Attempts, expired);
        if (BackoffOrDeadLetter(lease.Delivery) is { } backoff)
            (lease.AckId, lease.Time) = (null, since + backoff);
        else
            _leases.Remove(lease);
    }

    private List<Lease> Find(IEnumerable<string> ackIds)
    {
        var wanted = ackIds.ToHashSet(StringComparer.Ordinal);
        return [.. _leases.Where(lease => lease.AckId is { } id && wanted.Contains(id))];
    }

    // Time is the deadline of a delivery, or, without ackId, when the message may be delivered.
    private sealed class Lease(Delivery delivery)
    {
        public Delivery Delivery { get; } = delivery;

        public string? AckId { get; set; }

        public DateTimeOffset Time { get; set; }
    }
}

/// <summary>A message that was pulled.</summary>
/// <param name="AckId">What acknowledges it.</param>
/// <param name="DeliveryAttempt">Counts from 1; only where the subscription has a dead-letter policy.</param>
public sealed record ReceivedMessage(string AckId, PubSubMessage Message, int? DeliveryAttempt);
