using System.Reflection;
using Google.Cloud.Functions.Framework;
using Google.Cloud.Functions.Hosting.Settings;
using Microsoft.Extensions.Configuration;

namespace Google.Cloud.Functions.Hosting.Targets;

/// <summary>The function that this process serves: the one that is named, or the only one there is.</summary>
internal sealed record FunctionTarget(Type Type)
{
    /// <summary>Finds the function.</summary>
    /// <exception cref="InvalidOperationException">The named type does not exist.</exception>
    /// <exception cref="ArgumentException">None is named, and there is not exactly one.</exception>
    internal static Type Find(IConfiguration configuration, Assembly assembly)
    {
        if (FunctionsFrameworkOptions.From(configuration).FunctionTarget is { } name)
            return assembly.GetType(name) ?? throw new InvalidOperationException($"Can't load specified function type '{name}'");

        return Functions(assembly) switch
        {
            [] => throw new ArgumentException("No valid Cloud Function types found.", nameof(assembly)),
            [var only] => only,
            var several => throw new ArgumentException(
                $"Several functions found ({string.Join(", ", several)}): name one with the "
                + $"{EntryPoint.FunctionTargetEnvironmentVariable} environment variable or on the command line.",
                nameof(assembly)),
        };
    }

    /// <summary>As <see cref="Find"/>, but null when it cannot be told yet.</summary>
    internal static Type? TryFind(IConfiguration configuration, Assembly assembly) =>
        FunctionsFrameworkOptions.From(configuration).FunctionTarget is { } name ? assembly.GetType(name)
        : Functions(assembly) is [var only] ? only
        : null;

    /// <summary>The type of the data that a function takes, if it is an <see cref="ICloudEventFunction{TData}"/> of one type.</summary>
    internal static Type? DataType(Type function)
    {
        var implemented = function.GetInterfaces()
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ICloudEventFunction<>))
            .ToList();
        return implemented is [var only] ? only.GetGenericArguments()[0] : null;
    }

    private static List<Type> Functions(Assembly assembly) => [.. assembly.GetTypes().Where(IsFunction)];

    private static bool IsFunction(Type type) =>
        type is { IsClass: true, IsAbstract: false, IsGenericType: false }
        && (typeof(IHttpFunction).IsAssignableFrom(type) || DataType(type) is not null);
}
