using System.Globalization;

namespace Loadgen.Emulation.PubSub;

/// <summary>
/// A subscription that is asked for messages: the way to look into a dead-letter topic. Deadlines are checked when it is asked.
/// </summary>
public sealed class PullSubscription : Subscription
{
    /// <summary>What may be delivered, by its number; some of it only after a while.</summary>
    private readonly SortedDictionary<long, Lease> _ready = [];

    /// <summary>What is delivered, by what acknowledges it.</summary>
    private readonly Dictionary<string, Lease> _delivered = new(StringComparer.Ordinal);

    private long _lastNumber;
    private long _lastAckId;

    internal PullSubscription(PubSubBroker broker, string name, string topic, SubscriptionOptions options)
        : base(broker, name, topic, options)
    {
    }

    private protected override int InFlight => _delivered.Values.Count(lease => lease.Time > Now);

    private DateTimeOffset Now => Broker.TimeProvider.GetUtcNow();

    /// <summary>The messages that are not acknowledged, oldest first, without delivering them.</summary>
    public IReadOnlyList<PubSubMessage> Peek()
    {
        lock (Broker.Gate)
            return [.. _ready.Values.Concat(_delivered.Values).OrderBy(lease => lease.Number).Select(lease => lease.Delivery.Message)];
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
            foreach (var lease in _ready.Values.Where(lease => lease.Time <= Now).Take(maxMessages).ToList())
            {
                var ackId = (++_lastAckId).ToString(CultureInfo.InvariantCulture);
                _ready.Remove(lease.Number);
                _delivered.Add(ackId, lease);
                lease.Time = Now + Options.AckDeadline;
                Delivering(lease.Delivery);
                received.Add(new(ackId, lease.Delivery.Message, Options.DeadLetter is null ? null : lease.Delivery.Attempts));
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
            foreach (var ackId in ackIds)
            {
                if (_delivered.Remove(ackId, out var lease))
                    Acknowledge(lease.Delivery, lease.Delivery.Attempts);
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
            foreach (var ackId in ackIds)
            {
                if (deadline == TimeSpan.Zero)
                    Nack(ackId, Now, expired: false);
                else if (_delivered.TryGetValue(ackId, out var lease))
                    lease.Time = Now + deadline;
            }
        }
    }

    private protected override void Take(Delivery delivery)
    {
        var lease = new Lease(++_lastNumber, delivery) { Time = Now };
        _ready.Add(lease.Number, lease);
    }

    private void TakeBackExpired()
    {
        foreach (var (ackId, lease) in _delivered.Where(one => one.Value.Time <= Now).OrderBy(one => one.Value.Number).ToList())
            Nack(ackId, lease.Time, expired: true);
    }

    private void Nack(string ackId, DateTimeOffset since, bool expired)
    {
        if (!_delivered.Remove(ackId, out var lease))
            return;
        Failed(lease.Delivery, lease.Delivery.Attempts, expired);
        if (BackoffOrDeadLetter(lease.Delivery) is not { } backoff)
            return;
        lease.Time = since + backoff;
        _ready.Add(lease.Number, lease);
    }

    /// <param name="number">The oldest has the smallest.</param>
    private sealed class Lease(long number, Delivery delivery)
    {
        public long Number { get; } = number;

        public Delivery Delivery { get; } = delivery;

        /// <summary>The deadline of what is delivered; of what is not, when it may be.</summary>
        public DateTimeOffset Time { get; set; }
    }
}

/// <summary>A message that was pulled.</summary>
/// <param name="AckId">What acknowledges it.</param>
/// <param name="DeliveryAttempt">Counts from 1; only where the subscription has a dead-letter policy.</param>
public sealed record ReceivedMessage(string AckId, PubSubMessage Message, int? DeliveryAttempt);
