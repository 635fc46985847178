using System.Text;
using System.Threading.Channels;
using Loadgen.Emulation.PubSub;
using Microsoft.Extensions.Time.Testing;

namespace Loadgen.Emulation.Tests.PubSub;

/// <summary>A broker on fake time whose pushes a test answers one by one.</summary>
internal sealed class BrokerFixture : IAsyncDisposable
{
    internal const string Topic = "projects/p/topics/events";
    internal const string DeadTopic = "projects/p/topics/dead";
    internal const string Name = "projects/p/subscriptions/push";
    internal static readonly DateTimeOffset Start = new(2026, 1, 20, 13, 0, 0, TimeSpan.Zero);

    /// <summary>Real time, against a hang: what must happen may take a busy machine minutes.</summary>
    internal static readonly TimeSpan TestTimeout = TimeSpan.FromMinutes(10);

    private readonly Channel<Push> _pushes = Channel.CreateUnbounded<Push>();
    private readonly Channel<PubSubActivity> _activity = Channel.CreateUnbounded<PubSubActivity>();

    internal BrokerFixture(int seed = 1)
    {
        Broker = new(Clock, new(seed), SendAsync);
        Broker.Observe(activity => _activity.Writer.TryWrite(activity));
        Broker.CreateTopic(Topic);
        Broker.CreateTopic(DeadTopic);
    }

    internal FakeTimeProvider Clock { get; } = new(Start);

    internal PubSubBroker Broker { get; }

    internal PushSubscription Subscribe(SubscriptionOptions? options = null) => (PushSubscription)Broker.CreateSubscription(
        Name, Topic, (options ?? new()) with { PushEndpoint = new("http://127.0.0.1:1/push") });

    internal void Publish(params string[] texts) =>
        Broker.Publish(Topic, [.. texts.Select(text => new OutgoingMessage(Encoding.UTF8.GetBytes(text)))]);

    /// <summary>The next push that the broker makes.</summary>
    internal async Task<Push> NextAsync() => await _pushes.Reader.ReadAsync().AsTask().WaitAsync(TestTimeout, TimeProvider.System);

    /// <summary>Waits until something has happened, and what the broker makes of it, and forgets what happened before.</summary>
    internal async Task UntilAsync(PubSubActivityKind kind, Action<PubSubActivity>? check = null)
    {
        while (true)
        {
            var activity = await _activity.Reader.ReadAsync().AsTask().WaitAsync(TestTimeout, TimeProvider.System);
            if (activity.Kind != kind)
                continue;

            // Asking the broker waits until it is done with what it tells of.
            _ = Broker.Subscriptions;
            check?.Invoke(activity);
            return;
        }
    }

    /// <summary>The next push, which must come after this much virtual time and not before.</summary>
    internal async Task<Push> NextAfterAsync(TimeSpan wait)
    {
        Clock.Advance(wait - TimeSpan.FromMilliseconds(1));
        // A push that came too early would be on its way behind the scenes: it gets some real time to show itself.
        await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        Assert.True(IsQuiet, "The push came too early.");

        Clock.Advance(TimeSpan.FromMilliseconds(1));
        return await NextAsync();
    }

    internal bool IsQuiet => !_pushes.Reader.TryPeek(out _);

    public async ValueTask DisposeAsync() => await Broker.DisposeAsync();

    private async Task<int> SendAsync(PushRequest request, CancellationToken cancellationToken)
    {
        var push = new Push(request, cancellationToken);
        _pushes.Writer.TryWrite(push);
        return await push.Status.Task;
    }

    internal sealed record Push(PushRequest Request, CancellationToken Cancellation)
    {
        internal TaskCompletionSource<int> Status { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal string Text => Encoding.UTF8.GetString(Request.Message.Data.Span);

        internal void Answer(int status) => Status.SetResult(status);
    }
}
