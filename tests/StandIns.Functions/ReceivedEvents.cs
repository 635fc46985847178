using System.Collections.Concurrent;
using CloudNative.CloudEvents;
using Google.Events.Protobuf.Cloud.PubSub.V1;

namespace StandIns.Functions;

/// <summary>What <see cref="EventFunction"/> was given.</summary>
public sealed class ReceivedEvents
{
    private readonly ConcurrentQueue<(CloudEvent Event, MessagePublishedData? Data)> _events = new();

    /// <summary>The events so far, oldest first.</summary>
    public IReadOnlyCollection<(CloudEvent Event, MessagePublishedData? Data)> All => _events;

    internal void Add(CloudEvent cloudEvent, MessagePublishedData? data) => _events.Enqueue((cloudEvent, data));
}
