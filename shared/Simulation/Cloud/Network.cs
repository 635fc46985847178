using Loadgen.Simulation.Kernel;

namespace Loadgen.Simulation.Cloud;

/// <summary>
/// What lies between the instances and the services: a request that was sent goes its way even where the sender is gone, and takes its time.
/// </summary>
/// <param name="world">The world.</param>
/// <param name="random">Decides how long things take.</param>
internal sealed class Network(VirtualWorld world, Random random)
{
    private readonly Place _services = new(world);

    /// <summary>Runs a request where services run; its caller goes on where it called, if it still can.</summary>
    public Task<T> RequestAsync<T>(Func<Task<T>> service) => _services.RunAsync(service);

    /// <summary>Lets up to <paramref name="longest"/> pass.</summary>
    public Task TravelAsync(TimeSpan longest) => Task.Delay(longest * random.NextDouble(), world.Clock);
}
