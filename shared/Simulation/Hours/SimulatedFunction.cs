using Loadgen.Emulation.PubSub;
using Loadgen.Simulation.Cloud;
using Loadgen.Simulation.Instances;
using Loadgen.Simulation.Kernel;

namespace Loadgen.Simulation.Hours;

/// <summary>A deployed function: starts an instance where one is needed, and loses some.</summary>
/// <param name="start">Puts a new instance together, from nothing.</param>
/// <param name="size">How many instances it is spread over.</param>
/// <param name="random">Chooses instances, and which crash when.</param>
internal sealed class SimulatedFunction(
    VirtualWorld world, string name, Func<PushHandling> start, int size, Random random, FaultProfile faults, Timeline timeline)
{
    private const int LongestLife = 400;

    private readonly Instance?[] _instances = new Instance?[size];
    private readonly List<AnsweredPush> _pushes = [];
    private int _started;

    /// <summary>Every push that was answered.</summary>
    public IReadOnlyList<AnsweredPush> Pushes => _pushes;

    /// <summary>Delivers a push to one of the instances.</summary>
    public async Task<int> PushAsync(PushRequest push, CancellationToken hungUp)
    {
        var instance = Choose();
        timeline.Add(instance.Name, $"gets message {push.Message.MessageId} {push.Message.Attributes.GetValueOrDefault("event_id")}");
        var from = world.Clock.GetUtcNow();
        var status = await instance.PushAsync(push, hungUp);
        _pushes.Add(new(name, from, world.Clock.GetUtcNow(), status));
        timeline.Add(instance.Name, $"answers message {push.Message.MessageId} with {status}");
        return status;
    }

    /// <summary>Stops an instance as a deployment does.</summary>
    public Task StopOneAsync()
    {
        if (_instances[random.Next(size)] is not { IsClosed: false } instance)
            return Task.CompletedTask;
        timeline.Add(instance.Name, $"gets SIGTERM");
        return instance.StopAsync();
    }

    private Instance Choose()
    {
        ref var place = ref _instances[random.Next(size)];
        if (place is null or { IsClosed: true })
        {
            int? life = random.NextDouble() < faults.Crashes ? random.Next(1, LongestLife) : null;
            place = new Instance(world, $"{name}-{++_started}", start(), life, timeline);
        }

        return place;
    }
}
