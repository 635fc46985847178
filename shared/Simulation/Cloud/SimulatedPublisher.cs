using Loadgen.Emulation.PubSub;
using Loadgen.Messages;
using Loadgen.Planning;
using Loadgen.Simulation.Evidence;

namespace Loadgen.Simulation.Cloud;

/// <summary>Publishes to the broker, which refuses some messages and takes others without an answer.</summary>
internal sealed class SimulatedPublisher(PubSubBroker broker, Network network, Random random, FaultProfile faults, History history)
    : IMessagePublisher
{
    internal const string EventsTopic = "projects/simulated/topics/events";

    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(60);

    public Task PublishAsync(string topic, TopicMessage message, CancellationToken cancellationToken)
    {
        var publication = new Publication(history.Current, topic, message, history.Now);
        history.Publications.Add(publication);
        return network.RequestAsync(async () =>
        {
            await network.TravelAsync(Latency);
            if (random.NextDouble() < faults.Refused)
                throw Failed("refused");
            broker.Publish(topic, [new OutgoingMessage(message.Data, message.Attributes)]);
            publication.TakenAt = history.Now;
            await network.TravelAsync(Latency);
            return random.NextDouble() < faults.AnswersLost ? throw Failed("answer lost") : true;
        }).WaitAsync(cancellationToken);

        PublishException Failed(string how)
        {
            publication.HasFailed = true;
            return new(how);
        }
    }
}
