using Microsoft.Extensions.DependencyInjection;

namespace Loadgen.Cli.Local.Hosting.InProcess;

/// <summary>Puts something in the place of a function's own services.</summary>
internal static class ServiceReplacement
{
    /// <summary>Replaces a service, where the function has it, by one that is made of it.</summary>
    public static IServiceCollection Replace<TService>(this IServiceCollection services, Func<TService, TService> replace)
        where TService : class
    {
        if (services.LastOrDefault(service => service.ServiceType == typeof(TService)) is not { } own)
            return services;
        return services.AddSingleton(provider => replace((TService)(own.ImplementationInstance
            ?? own.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.CreateInstance(provider, own.ImplementationType!))));
    }
}
