using Loadgen.Configuration;
using Loadgen.Messages;
using Loadgen.Planning;

namespace Loadgen.Tests.Support;

/// <summary>Topics on virtual time: note what arrives, and refuse or keep silent on demand.</summary>
internal sealed class FakePublisher(TimeProvider time) : IMessagePublisher
{
    public const string TicksTopic = "projects/p/topics/ticks";

    private const string EventsTopic = "projects/p/topics/events";

    private static readonly LoadgenConfiguration Configuration = TestConfiguration.Read();

    /// <summary>The events that arrived, and when.</summary>
    public List<(DateTimeOffset At, EventMessage Message)> Published { get; } = [];

    /// <summary>The requests with events that were begun, and when.</summary>
    public List<(DateTimeOffset At, IReadOnlyList<TopicMessage> Messages)> Requests { get; } = [];

    public List<DateTimeOffset> WarmUps { get; } = [];

    public List<(DateTimeOffset At, Continuation Message)> Continuations { get; } = [];

    /// <summary>Until then every message is refused.</summary>
    public DateTimeOffset RefusesUntil { get; set; }

    /// <summary>How long a request takes, all of it before the messages arrive.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>Called with a request of events before they arrive; may wait or throw.</summary>
    public Func<IReadOnlyList<TopicMessage>, CancellationToken, Task> OnRequest { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>While set, nothing is answered.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Called when an event's message has arrived, before it is confirmed.</summary>
    public Action OnArrival { get; set; } = () => { };

    /// <summary>Called when a continuation has arrived, before it is confirmed.</summary>
    public Action OnContinuation { get; set; } = () => { };

    public IEnumerable<string> Ids => Published.Select(published => published.Message.Event.EventId);

    public async Task PublishAsync(string topic, IReadOnlyList<TopicMessage> messages, CancellationToken cancellationToken)
    {
        await Task.Yield();
        if (topic == EventsTopic && !TopicMessage.IsWarmUp(messages[0].Attributes))
        {
            Requests.Add((time.GetUtcNow(), messages));
            await OnRequest(messages, cancellationToken);
        }

        if (Latency > TimeSpan.Zero)
            await Task.Delay(Latency, time, cancellationToken);
        if (IsSilent)
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if (time.GetUtcNow() < RefusesUntil)
            throw new PublishException("503");
        foreach (var message in messages)
            Arrive(topic, message);
        await Task.Yield();
    }

    private void Arrive(string topic, TopicMessage message)
    {
        var now = time.GetUtcNow();
        if (topic == TicksTopic)
        {
            Continuations.Add((now, Assert.IsType<Continuation>(PlannerMessage.Read(message.Data, message.Attributes))));
            OnContinuation();
            return;
        }

        Assert.Equal(EventsTopic, topic);
        if (TopicMessage.IsWarmUp(message.Attributes))
        {
            WarmUps.Add(now);
            return;
        }

        Published.Add((now, EventMessageCodec.Decode(message.Data, Configuration)));
        OnArrival();
    }
}
