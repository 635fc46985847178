using Loadgen.Emulation.PubSub;
using Loadgen.Messages;
using Loadgen.Planning;
using Loadgen.Simulation.Evidence;

namespace Loadgen.Simulation.Cloud;

/// <summary>Publishes to the broker, which refuses some messages and takes others without an answer.</summary>
internal sealed class SimulatedPublisher(PubSubBroker broker, Network network, Random random, FaultProfile faults, History history)
    : IEventPublisher
{
    internal const string EventsTopic = "projects/simulated/topics/events";

    /// <summary>What the way there, and the way back, may take.</summary>
    internal static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(60);

    public Task PublishAsync(EventMessage message, CancellationToken cancellationToken) => PublishAsync(
        EventsTopic,
        message.Event.EventId,
        new(EventMessageCodec.Encode(message), EventMessageCodec.Attributes(message)),
        cancellationToken);

    private Task PublishAsync(string topic, string? eventId, OutgoingMessage message, CancellationToken cancellationToken)
    {
        var publication = new Publication(history.Current, topic, eventId, history.Now);
        history.Publications.Add(publication);
        return network.RequestAsync(async () =>
        {
            await network.TravelAsync(Latency);
            if (random.NextDouble() < faults.Refused)
                throw Failed("refused");
            broker.Publish(topic, [message]);
            publication.TakenAt = history.Now;
            await network.TravelAsync(Latency);
            if (random.NextDouble() < faults.AnswersLost)
                throw Failed("answer lost");
            return publication.IsConfirmed = true;
        }).WaitAsync(cancellationToken);

        EventPublishException Failed(string how)
        {
            publication.HasFailed = true;
            return new(how);
        }
    }
}
