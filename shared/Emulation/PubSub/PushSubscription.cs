namespace Loadgen.Emulation.PubSub;

/// <summary>
/// A subscription that pushes. 102, 200, 201, 202 and 204 acknowledge; after any other answer, a broken connection, or no answer by the
/// deadline, the message is delivered again. At the deadline the connection is cut, as Pub/Sub does, for which the deadline is the
/// request's timeout: an answer that comes later is not read, and the message comes again although it may have been dealt with.
/// </summary>
public sealed class PushSubscription : Subscription
{
    private readonly CancellationTokenSource _closed = new();
    private readonly Queue<Delivery> _ready = new();
    private readonly PushFlow _flow;

    private DeliveryDisturbance _disturbance = new();
    private int _duplicateNext;
    private int _inFlight;
    private bool _resting;

    internal PushSubscription(PubSubBroker broker, string name, string topic, SubscriptionOptions options)
        : base(broker, name, topic, options) =>
        _flow = new(options.Window, options.Window.PushBackoff || options.Retry is null);

    /// <summary>What goes wrong with deliveries; nothing unless it is set.</summary>
    /// <exception cref="PubSubException">A number is out of range.</exception>
    public DeliveryDisturbance Disturbance
    {
        get
        {
            lock (Broker.Gate)
                return _disturbance;
        }

        set
        {
            if (!(value.DuplicateProbability is >= 0 and <= 1))
                throw PubSubException.Invalid($"The probability of duplicates is {value.DuplicateProbability}; 0 to 1 is allowed.");
            if (value.DuplicateWithin < TimeSpan.Zero || value.DelayUpTo < TimeSpan.Zero)
            {
                throw PubSubException.Invalid(
                    $"The delays of deliveries are {value.DuplicateWithin} and {value.DelayUpTo}; 0 and more is allowed.");
            }

            lock (Broker.Gate)
                _disturbance = value;
        }
    }

    /// <summary>How many pushes may be in flight at present.</summary>
    public int WindowSize
    {
        get
        {
            lock (Broker.Gate)
                return _flow.Size;
        }
    }

    private protected override int InFlight => _inFlight;

    /// <summary>Makes each of the next deliveries twice.</summary>
    /// <param name="count">How many deliveries, at least 1.</param>
    public void DuplicateNext(int count = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        lock (Broker.Gate)
            _duplicateNext += count;
    }

    internal override void Close() => _closed.Cancel();

    private protected override void Take(Delivery delivery) => DeliverAfter(delivery, _disturbance.DelayUpTo * Broker.NextChance());

    private static bool Acknowledges(int status) => status is 102 or 200 or 201 or 202 or 204;

    private void DeliverAfter(Delivery delivery, TimeSpan delay) => After(delay, () =>
    {
        _ready.Enqueue(delivery);
        Pump();
    });

    // The wait starts here and now, not when the scheduler gets to it.
    private void After(TimeSpan delay, Action action)
    {
        if (delay <= TimeSpan.Zero)
        {
            action();
            return;
        }

        // A timer drops what is below a millisecond; one of none would end at once, and the pump would spin.
        var due = Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(delay.TotalMilliseconds)), Broker.TimeProvider, _closed.Token);
        Broker.Start(async () =>
        {
            await due;
            lock (Broker.Gate)
                action();
        });
    }

    // Starts as many pushes as may be in flight.
    private void Pump()
    {
        while (_ready.Count > 0 && _inFlight < _flow.Size && !_closed.IsCancellationRequested)
        {
            var rest = _flow.RestsUntil - Broker.TimeProvider.GetUtcNow();
            if (rest > TimeSpan.Zero)
            {
                PumpAfter(rest);
                return;
            }

            // A duplicate may have been acknowledged while the message waited to be delivered again.
            var delivery = _ready.Dequeue();
            if (delivery.Settled)
                continue;

            Delivering(delivery);
            Push(delivery, duplicate: false);
            if (_duplicateNext > 0 || Broker.NextChance() < _disturbance.DuplicateProbability)
                Duplicate(delivery);
        }
    }

    private void PumpAfter(TimeSpan rest)
    {
        if (_resting)
            return;
        _resting = true;
        After(rest, () =>
        {
            _resting = false;
            Pump();
        });
    }

    private void Duplicate(Delivery delivery)
    {
        _duplicateNext = Math.Max(0, _duplicateNext - 1);
        After(_disturbance.DuplicateWithin * Broker.NextChance(), () =>
        {
            Duplicating(delivery, delivery.Attempts);
            Push(delivery, duplicate: true);
        });
    }

    private void Push(Delivery delivery, bool duplicate)
    {
        var attempt = delivery.Attempts;
        _inFlight++;
        Broker.Start(async () =>
        {
            // The sender is not called inside the broker.
            await Task.Yield();
            var (status, expired) = await SendAsync(delivery.Message, attempt);
            lock (Broker.Gate)
                Answered(delivery, attempt, duplicate, status, expired);
        });
    }

    private async Task<(int? Status, bool Expired)> SendAsync(PubSubMessage message, int attempt)
    {
        using var deadline = new CancellationTokenSource(Options.AckDeadline, Broker.TimeProvider);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, _closed.Token);
        try
        {
            var request = new PushRequest(Name, Options.PushEndpoint!, message, Options.DeadLetter is null ? null : attempt);
            // The deadline holds for senders that do not heed their token, too.
            return (await Broker.Send(request, end.Token).WaitAsync(end.Token), false);
        }
        catch (Exception) when (!_closed.IsCancellationRequested)
        {
            return (null, deadline.IsCancellationRequested);
        }
    }

    private void Answered(Delivery delivery, int attempt, bool duplicate, int? status, bool expired)
    {
        _inFlight--;
        if (status is { } answer && Acknowledges(answer))
        {
            _flow.Acknowledged();
            Acknowledge(delivery, attempt, status);
        }
        else
        {
            _flow.Failed(Broker.TimeProvider.GetUtcNow());
            Failed(delivery, attempt, expired, status);
            // A duplicate on demand leaves it to the delivery that it doubles to bring the message back.
            if (!delivery.Settled && !duplicate && BackoffOrDeadLetter(delivery) is { } backoff)
                DeliverAfter(delivery, backoff);
        }

        Pump();
    }
}
