using Loadgen.Emulation.PubSub;
using Loadgen.Simulation.Cloud;
using Loadgen.Simulation.Evidence;
using Loadgen.Simulation.Instances;
using Loadgen.Simulation.Kernel;

namespace Loadgen.Simulation.Hours;

/// <summary>A deployed function: starts an instance where one is needed, and loses some.</summary>
/// <param name="start">Puts a new instance together, from nothing; its token says that the instance is told to stop.</param>
/// <param name="size">How many instances it is spread over.</param>
/// <param name="random">Chooses instances, and which crash when.</param>
internal sealed class SimulatedFunction(
    VirtualWorld world,
    string name,
    Func<CancellationToken, PushHandling> start,
    int size,
    Random random,
    FaultProfile faults,
    Timeline timeline,
    History history)
{
    private readonly Instance?[] _instances = new Instance?[size];
    private int _started;

    /// <summary>Delivers a push to one of the instances.</summary>
    /// <param name="dossier">Of the event that it is about, where it is about one.</param>
    public async Task<int> PushAsync(PushRequest request, Dossier? dossier, CancellationToken hungUp)
    {
        var instance = Choose();
        var push = new Push(instance.Life, request, history.Now) { Event = dossier };
        history.Arrived(push);
        timeline.Add(instance.Life.Name, $"gets message {request.Message.MessageId} {push.EventId}");
        try
        {
            var status = await instance.PushAsync(push, request, hungUp);
            timeline.Add(instance.Life.Name, $"answers message {request.Message.MessageId} with {status}");
            return status;
        }
        finally
        {
            history.End(dossier);
        }
    }

    /// <summary>Stops an instance as a deployment does.</summary>
    public Task StopOneAsync()
    {
        if (_instances[random.Next(size)] is not { IsClosed: false } instance)
            return Task.CompletedTask;
        timeline.Add(instance.Life.Name, $"gets SIGTERM");
        return instance.StopAsync();
    }

    private Instance Choose()
    {
        var at = random.Next(size);
        ref var place = ref _instances[at];
        if (place is null or { IsClosed: true })
        {
            int? continuations = random.NextDouble() < faults.Crashes ? random.Next(1, faults.LongestLife) : null;
            var life = new Life(name, at, $"{name}-{++_started}");
            place = new Instance(world, life, start, continuations, timeline, history);
        }

        return place;
    }
}
