using Loadgen.Emulation.PubSub;
using Loadgen.Messages;
using Loadgen.Planning;

namespace Loadgen.Simulation.Cloud;

/// <summary>Publishes to the broker, which refuses some messages and takes others without an answer.</summary>
internal sealed class SimulatedPublisher(PubSubBroker broker, Network network, Random random, FaultProfile faults) : IMessagePublisher
{
    internal const string EventsTopic = "projects/simulated/topics/events";

    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(60);

    public Task PublishAsync(string topic, TopicMessage message, CancellationToken cancellationToken) => network.RequestAsync(async () =>
    {
        await network.TravelAsync(Latency);
        if (random.NextDouble() < faults.Refused)
            throw new PublishException("refused");
        broker.Publish(topic, [new OutgoingMessage(message.Data, message.Attributes)]);
        await network.TravelAsync(Latency);
        return random.NextDouble() < faults.AnswersLost ? throw new PublishException("answer lost") : true;
    }).WaitAsync(cancellationToken);
}
