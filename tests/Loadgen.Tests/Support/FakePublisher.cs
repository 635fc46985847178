using Loadgen.Messages;
using Loadgen.Planning;

namespace Loadgen.Tests.Support;

/// <summary>An events topic on virtual time: notes what arrives, and refuses or keeps silent on demand.</summary>
internal sealed class FakePublisher(TimeProvider time) : IEventPublisher
{
    /// <summary>What arrived, and when.</summary>
    public List<(DateTimeOffset At, EventMessage Message)> Published { get; } = [];

    /// <summary>Until then every message is refused.</summary>
    public DateTimeOffset RefusesUntil { get; set; }

    /// <summary>While set, nothing is answered.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Called when a message has arrived, before it is confirmed.</summary>
    public Action OnArrival { get; set; } = () => { };

    public IEnumerable<string> Ids => Published.Select(published => published.Message.Event.EventId);

    public async Task PublishAsync(EventMessage message, CancellationToken cancellationToken)
    {
        await Task.Yield();
        if (IsSilent)
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if (time.GetUtcNow() < RefusesUntil)
            throw new EventPublishException("503");
        Published.Add((time.GetUtcNow(), message));
        OnArrival();
        await Task.Yield();
    }
}
