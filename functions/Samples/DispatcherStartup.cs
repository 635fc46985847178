using Loadgen.Samples.Dispatching;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Loadgen.Samples;

/// <summary>Reads the dispatcher's schedule, which stops the start where it is wrong, and adds what the dispatcher needs besides.</summary>
public sealed class DispatcherStartup : SamplesStartup
{
    /// <inheritdoc/>
    public override void ConfigureServices(WebHostBuilderContext context, IServiceCollection services)
    {
        base.ConfigureServices(context, services);
        services.AddSingleton(ScheduleReader.Load(name => context.Configuration[name]));
        services.AddSingleton(provider => new Forwarder(Forwarder.CreateClient(), provider.GetRequiredService<TimeProvider>()));
    }
}
