using System.Globalization;
using Grpc.Core;

namespace Loadgen.Emulation.PubSub;

/// <summary>
/// A Pub/Sub in this process: topics, push and pull subscriptions, deadlines, backoff, dead letters, duplicates on demand. It takes time
/// only from its clock and chance only from its random numbers, so on virtual time, with a sender that needs no network, it is
/// deterministic. It has no threads of its own, and keeps to the task scheduler on which it is called.
/// </summary>
public sealed class PubSubBroker : IAsyncDisposable
{
    private static readonly Dictionary<string, string> NoAttributes = [];

    private readonly SortedSet<string> _topics = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Subscription> _subscriptions = new(StringComparer.Ordinal);
    private readonly Random _random;
    private readonly ExecutionContext? _flow = ExecutionContext.Capture();

    private Action<PubSubActivity>? _observers;
    private long _lastMessageId;
    private int _running;
    private TaskCompletionSource? _idle;
    private bool _disposed;

    /// <summary>Creates a broker without topics.</summary>
    /// <param name="timeProvider">The clock of everything.</param>
    /// <param name="random">Decides about duplicates and delays; used under a lock.</param>
    /// <param name="send">Sends pushes, for instance <see cref="HttpPushSender.SendAsync"/>.</param>
    public PubSubBroker(TimeProvider timeProvider, Random random, PushSender send)
    {
        TimeProvider = timeProvider;
        _random = random;
        Send = send;
    }

    /// <summary>The topics' full names, in ordinal order.</summary>
    public IReadOnlyList<string> Topics
    {
        get
        {
            lock (Gate)
                return [.. _topics];
        }
    }

    /// <summary>The subscriptions, in the order of their names.</summary>
    public IReadOnlyList<Subscription> Subscriptions
    {
        get
        {
            lock (Gate)
                return [.. _subscriptions.Values];
        }
    }

    internal Lock Gate { get; } = new();

    internal TimeProvider TimeProvider { get; }

    internal PushSender Send { get; }

    /// <summary>
    /// Tells an observer everything that happens from now on, in order. It is called under the broker's lock: it must return at once and
    /// not throw.
    /// </summary>
    public void Observe(Action<PubSubActivity> observer)
    {
        lock (Gate)
            _observers += observer;
    }

    /// <summary>Creates a topic.</summary>
    /// <param name="name"><c>projects/P/topics/T</c>.</param>
    /// <exception cref="PubSubException">The name is malformed or taken.</exception>
    public void CreateTopic(string name)
    {
        ResourceName.RequireTopic(name);
        lock (Gate)
        {
            if (!_topics.Add(name))
                throw new PubSubException(StatusCode.AlreadyExists, $"The topic '{name}' exists already.");
        }
    }

    /// <summary>Deletes a topic. Its subscriptions stay and deliver what they have.</summary>
    /// <param name="name"><c>projects/P/topics/T</c>.</param>
    /// <exception cref="PubSubException">There is no such topic.</exception>
    public void DeleteTopic(string name)
    {
        lock (Gate)
        {
            RequireTopic(name);
            _topics.Remove(name);
            foreach (var subscription in SubscriptionsOf(name))
                subscription.Topic = "_deleted-topic_";
        }
    }

    /// <summary>Requires that a topic exists.</summary>
    /// <param name="name"><c>projects/P/topics/T</c>.</param>
    /// <exception cref="PubSubException">There is no such topic.</exception>
    public void RequireTopic(string name)
    {
        lock (Gate)
        {
            if (!_topics.Contains(name))
                throw new PubSubException(StatusCode.NotFound, $"There is no topic '{name}'.");
        }
    }

    /// <summary>Creates a subscription, which gets what is published from now on.</summary>
    /// <param name="name"><c>projects/P/subscriptions/S</c>.</param>
    /// <param name="topic"><c>projects/P/topics/T</c>.</param>
    /// <param name="options">With a push endpoint it is a <see cref="PushSubscription"/>, else a <see cref="PullSubscription"/>.</param>
    /// <exception cref="PubSubException">The name is malformed or taken, there is no such topic, or an option is out of range.</exception>
    public Subscription CreateSubscription(string name, string topic, SubscriptionOptions options)
    {
        ResourceName.RequireSubscription(name);
        options.Validate();
        lock (Gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            RequireTopic(topic);
            Subscription subscription = options.PushEndpoint is null
                ? new PullSubscription(this, name, topic, options)
                : new PushSubscription(this, name, topic, options);
            return _subscriptions.TryAdd(name, subscription)
                ? subscription
                : throw new PubSubException(StatusCode.AlreadyExists, $"The subscription '{name}' exists already.");
        }
    }

    /// <summary>Finds a subscription.</summary>
    /// <param name="name"><c>projects/P/subscriptions/S</c>.</param>
    /// <exception cref="PubSubException">There is no such subscription.</exception>
    public Subscription GetSubscription(string name)
    {
        lock (Gate)
        {
            return _subscriptions.GetValueOrDefault(name)
                ?? throw new PubSubException(StatusCode.NotFound, $"There is no subscription '{name}'.");
        }
    }

    /// <summary>Deletes a subscription with the messages it has; pushes in flight are cut.</summary>
    /// <param name="name"><c>projects/P/subscriptions/S</c>.</param>
    /// <exception cref="PubSubException">There is no such subscription.</exception>
    public void DeleteSubscription(string name)
    {
        Subscription subscription;
        lock (Gate)
        {
            subscription = GetSubscription(name);
            _subscriptions.Remove(name);
        }

        subscription.Close();
    }

    /// <summary>Publishes messages: each goes to every subscription that the topic has now.</summary>
    /// <param name="topic"><c>projects/P/topics/T</c>.</param>
    /// <param name="messages">At least one.</param>
    /// <returns>The messages' IDs, in order.</returns>
    /// <exception cref="PubSubException">There is no such topic, or a message is empty or too large; then none is published.</exception>
    public IReadOnlyList<string> Publish(string topic, IReadOnlyList<OutgoingMessage> messages)
    {
        MessageLimits.Require(messages);
        lock (Gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            RequireTopic(topic);
            var subscriptions = SubscriptionsOf(topic);
            return [.. messages.Select(message => PublishOne(topic, message, subscriptions))];
        }
    }

    /// <summary>Ends all deliveries: pushes in flight are cut, what was not acknowledged is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        Task idle;
        lock (Gate)
        {
            _disposed = true;
            _idle ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_running == 0)
                _idle.TrySetResult();
            idle = _idle.Task;
        }

        foreach (var subscription in Subscriptions)
            subscription.Close();
        await idle;
    }

    internal double NextChance() => _random.NextDouble();

    /// <summary>Publishes to a topic if it exists; called with the gate held.</summary>
    internal bool Forward(string topic, OutgoingMessage message)
    {
        if (!_topics.Contains(topic))
            return false;
        PublishOne(topic, message, SubscriptionsOf(topic));
        return true;
    }

    internal void Tell(PubSubActivityKind kind, string resource, PubSubMessage message, int attempt, int? status) =>
        _observers?.Invoke(new(kind, TimeProvider.GetUtcNow(), resource, message, attempt, status));

    /// <summary>Starts work that waits for something first; called with the gate held.</summary>
    internal void Start(Func<Task> work)
    {
        _running++;
        // What the publisher carries in its execution context (its request, its trace) is not the delivery's, which is the broker's own.
        if (_flow is not null)
        {
            ExecutionContext.Run(_flow, _ => { _ = RunAsync(work); }, null);
            return;
        }

        using (ExecutionContext.IsFlowSuppressed() ? default(IDisposable) : ExecutionContext.SuppressFlow())
            _ = RunAsync(work);
    }

    private async Task RunAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException)
        {
            // The subscription was deleted, or the broker disposed of.
        }
        finally
        {
            lock (Gate)
            {
                if (--_running == 0)
                    _idle?.TrySetResult();
            }
        }
    }

    private string PublishOne(string topic, OutgoingMessage outgoing, List<Subscription> subscriptions)
    {
        var message = new PubSubMessage(
            (++_lastMessageId).ToString(CultureInfo.InvariantCulture),
            TimeProvider.GetUtcNow(),
            outgoing.Data.ToArray(),
            new Dictionary<string, string>(outgoing.Attributes ?? NoAttributes, StringComparer.Ordinal));
        Tell(PubSubActivityKind.Published, topic, message, attempt: 0, status: null);
        foreach (var subscription in subscriptions)
            subscription.Accept(message);
        return message.MessageId;
    }

    private List<Subscription> SubscriptionsOf(string topic) =>
        [.. _subscriptions.Values.Where(subscription => string.Equals(subscription.Topic, topic, StringComparison.Ordinal))];
}
