using System.Text;
using Loadgen.Emulation.PubSub;
using Loadgen.Simulation.Cloud;
using Loadgen.Simulation.Evidence;
using Loadgen.Simulation.Kernel;
using Loadgen.Trace;

namespace Loadgen.Simulation.Hours;

/// <summary>What comes over an hour from outside: stops, and messages that nobody can read.</summary>
/// <param name="lead">How long before it is due an event is published.</param>
internal sealed class Troubles(
    PubSubBroker broker,
    SimulatedFunction planner,
    SimulatedFunction invoker,
    IReadOnlyList<PlannedEvent> events,
    TimeSpan lead,
    FaultProfile faults,
    Random random,
    TimeProvider time,
    History history)
{
    private PubSubMessage? _genuine;

    /// <summary>A genuine event's message, of which one is forged.</summary>
    public void Saw(PubSubMessage genuine) => _genuine ??= genuine;

    /// <summary>Has them come, each in its time.</summary>
    public void Begin()
    {
        for (var i = 0; i < faults.Stops; i++)
            _ = random.NextDouble() < faults.StopsWhenDue ? StopWhenDueAsync() : StopAtSomeTimeAsync();
        for (var i = 0; i < faults.Poison; i++)
            _ = PoisonAsync();
    }

    private async Task StopAtSomeTimeAsync()
    {
        await Task.Delay(TimeSpan.FromSeconds(random.Next(3700)), time);
        await (random.Next(2) == 0 ? planner : invoker).StopOneAsync();
    }

    /// <summary>
    /// Stops an invoker, from shortly before it claims an event to when most calls are over; or a planner, shortly before it publishes one.
    /// </summary>
    private async Task StopWhenDueAsync()
    {
        var due = events[random.Next(events.Count)].ScheduledTime - time.GetUtcNow();
        var (function, wait) = random.Next(4) == 0
            ? (planner, due - lead - TimeSpan.FromSeconds(random.NextDouble() * 6))
            : (invoker, due + TimeSpan.FromSeconds((random.NextDouble() * 10) - 3));
        if (wait <= TimeSpan.Zero)
            return;
        await Task.Delay(wait, time);
        await function.StopOneAsync();
    }

    /// <summary>Publishes what is no message, to both topics, and an event of a run that was never begun.</summary>
    private async Task PoisonAsync()
    {
        await Task.Delay(TimeSpan.FromSeconds(random.Next(3600)), time);
        var data = random.Next(2) == 0 ? "{"u8.ToArray() : """{"schema_version":1,"run":{},"replay":"perhaps"}"""u8.ToArray();
        Poison(Topics.Ticks, data);
        Poison(Topics.Events, data);

        if (_genuine is not null)
        {
            var text = Encoding.UTF8.GetString(_genuine.Data.Span);
            var forged = text.Replace(_genuine.Attributes["run_id"], "20260120T000000Z", StringComparison.Ordinal);
            Poison(Topics.Events, Encoding.UTF8.GetBytes(forged));
        }
    }

    private void Poison(string topic, byte[] data) => history.Poison.UnionWith(broker.Publish(topic, [new OutgoingMessage(data)]));
}
