using Loadgen.Emulation.PubSub;
using Loadgen.Messages;
using Loadgen.Planning;
using Loadgen.Simulation.Evidence;

namespace Loadgen.Simulation.Cloud;

/// <summary>Publishes to the broker, which refuses some messages and takes others without an answer.</summary>
internal sealed class SimulatedPublisher(PubSubBroker broker, Network network, Random random, FaultProfile faults, History history)
    : IMessagePublisher
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(60);

    public Task PublishAsync(string topic, IReadOnlyList<TopicMessage> messages, CancellationToken cancellationToken)
    {
        var by = history.Publishes();
        return network.RequestAsync(async () =>
        {
            await network.TravelAsync(Latency);
            if (random.NextDouble() < faults.Refused)
                throw Failed("refused");
            broker.Publish(topic, [.. messages.Select(message => new OutgoingMessage(message.Data, message.Attributes))]);
            foreach (var message in messages)
                Note(message);
            await network.TravelAsync(Latency);
            return random.NextDouble() < faults.AnswersLost ? throw Failed("answer lost") : true;
        }).WaitAsync(cancellationToken);

        void Note(TopicMessage message)
        {
            if (message.Attributes.GetValueOrDefault("event_id") is { } eventId)
                history.Publications.EventIsOut(history.Dossiers.PlaceOf(eventId), history.Now);
            else if (PlannerNumber.Of(message.Data, message.Attributes) is not null)
                history.Publications.ContinuationIsOut(by, history.Now);
        }

        PublishException Failed(string how)
        {
            history.Publications.Fail(by, messages.Count);
            return new(how);
        }
    }
}
