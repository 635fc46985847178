using System.Reflection;
using Google.Cloud.Functions.Hosting;
using Google.Cloud.Functions.Hosting.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Hosting;

/// <summary>The web host of a function.</summary>
public static class FunctionsFrameworkWebHostBuilderExtensions
{
    /// <summary>Has Kestrel listen where the configuration says.</summary>
    public static IWebHostBuilder ConfigureKestrelForFunctionsFramework(this IWebHostBuilder builder) =>
        builder.ConfigureKestrel((context, kestrel) =>
        {
            var options = FunctionsFrameworkOptions.From(context.Configuration);
            kestrel.Listen(options.IPAddress, options.Port);
        });

    /// <summary>Uses the startups that an assembly and a function name.</summary>
    public static IWebHostBuilder UseFunctionsStartups(this IWebHostBuilder webHostBuilder, Assembly assembly, Type? functionType)
    {
        foreach (var type in FunctionsStartupAttribute.GetStartupTypes(assembly, functionType))
            webHostBuilder.UseFunctionsStartup((FunctionsStartup)Activator.CreateInstance(type)!);
        return webHostBuilder;
    }

    /// <summary>Uses a startup.</summary>
    public static IWebHostBuilder UseFunctionsStartup(this IWebHostBuilder webHostBuilder, FunctionsStartup startup)
    {
        ArgumentNullException.ThrowIfNull(webHostBuilder);
        ArgumentNullException.ThrowIfNull(startup);
        return webHostBuilder
            .ConfigureAppConfiguration(startup.ConfigureAppConfiguration)
            .ConfigureLogging(startup.ConfigureLogging)
            .ConfigureServices(startup.ConfigureServices)
            .ConfigureServices(services => services.AddSingleton(startup));
    }
}
