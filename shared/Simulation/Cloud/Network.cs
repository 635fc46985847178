using Loadgen.Simulation.Kernel;

namespace Loadgen.Simulation.Cloud;

/// <summary>
/// What lies between the instances and the services: a request takes time, and once sent it arrives even if its sender is gone.
/// </summary>
internal sealed class Network(VirtualWorld world, Random random)
{
    private readonly Place _services = new(world);

    /// <summary>Runs a request where services run; its caller goes on where it called, if it still can.</summary>
    public Task<T> RequestAsync<T>(Func<Task<T>> service) => _services.RunAsync(service);

    /// <summary>Lets up to <paramref name="longest"/> pass.</summary>
    public Task TravelAsync(TimeSpan longest) => Task.Delay(longest * random.NextDouble(), world.Clock);
}
