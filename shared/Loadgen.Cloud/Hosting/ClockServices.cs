using Loadgen.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Loadgen.Cloud.Hosting;

/// <summary>The clock of a function.</summary>
public static class ClockServices
{
    /// <summary>Adds the machine's clock, or the rehearsal's that the environment names.</summary>
    /// <param name="variables">The function's configuration, which includes the environment.</param>
    /// <exception cref="ConfigurationException">The environment names no file.</exception>
    public static IServiceCollection AddLoadgenClock(this IServiceCollection services, IConfiguration variables)
    {
        var clock = ClockSetting.Read(name => variables[name]);
        return services.AddSingleton(provider => clock.Use(
            TimeProvider.System,
            static file => File.Exists(file) ? File.ReadAllText(file) : null,
            provider.GetRequiredService<ILogger<ClockSetting>>()));
    }
}
