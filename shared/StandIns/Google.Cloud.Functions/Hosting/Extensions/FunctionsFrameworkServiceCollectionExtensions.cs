using System.Reflection;
using CloudNative.CloudEvents;
using Google.Cloud.Functions.Framework;
using Google.Cloud.Functions.Hosting.Targets;
using Microsoft.AspNetCore.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers a function: one instance per request.</summary>
public static class FunctionsFrameworkServiceCollectionExtensions
{
    /// <summary>Registers the function that the configuration names, or the only one of the assembly.</summary>
    /// <exception cref="InvalidOperationException">The named type does not exist or is no function.</exception>
    /// <exception cref="ArgumentException">None is named, and there is not exactly one.</exception>
    public static IServiceCollection AddFunctionTarget(this IServiceCollection services, WebHostBuilderContext context, Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(assembly);
        return services.AddFunctionTarget(FunctionTarget.Find(context.Configuration, assembly));
    }

    /// <summary>Registers a function.</summary>
    public static IServiceCollection AddFunctionTarget<TFunction>(this IServiceCollection services) =>
        services.AddFunctionTarget(typeof(TFunction));

    /// <summary>Registers a function.</summary>
    /// <exception cref="InvalidOperationException">The type is no function.</exception>
    public static IServiceCollection AddFunctionTarget(this IServiceCollection services, Type type)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(type);
        services.AddSingleton(new FunctionTarget(type));
        if (typeof(IHttpFunction).IsAssignableFrom(type))
            return services.AddScoped(typeof(IHttpFunction), type);

        if (FunctionTarget.DataType(type) is not { } data)
            throw new InvalidOperationException($"{type} is no function: it implements none of their interfaces.");

        services.AddScoped(typeof(IHttpFunction), typeof(CloudEventAdapter<>).MakeGenericType(data));
        services.AddScoped(typeof(ICloudEventFunction<>).MakeGenericType(data), type);
        return CloudEventFormatterAttribute.CreateFormatter(data) is { } formatter ? services.AddSingleton(formatter) : services;
    }
}
