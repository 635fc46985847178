using Google.Cloud.Functions.Hosting.Settings;

namespace Microsoft.Extensions.Configuration;

/// <summary>The configuration sources of a function's host.</summary>
public static class FunctionsFrameworkConfigurationExtensions
{
    private static readonly Dictionary<string, string> Switches = new(StringComparer.Ordinal)
    {
        ["--target"] = ConfigurationPath.Combine(FunctionsFrameworkOptions.Section, nameof(FunctionsFrameworkOptions.FunctionTarget)),
        ["--port"] = ConfigurationPath.Combine(FunctionsFrameworkOptions.Section, nameof(FunctionsFrameworkOptions.Port)),
    };

    /// <summary>Reads the variables that Cloud Run sets.</summary>
    public static IConfigurationBuilder AddFunctionsEnvironment(this IConfigurationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new EnvironmentSource());
    }

    /// <summary>Reads <c>--target</c>, <c>--port</c> and any configuration key; a single argument is the target.</summary>
    /// <exception cref="InvalidOperationException">The argument is an editor's placeholder that nobody replaced.</exception>
    public static IConfigurationBuilder AddFunctionsCommandLine(this IConfigurationBuilder builder, string[] args)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return args switch
        {
            null or [] => builder,
            ["%LAUNCHER_ARGS%"] => throw new InvalidOperationException(
                "The launch settings pass on '%LAUNCHER_ARGS%', which nothing replaced: name the function there."),
            [var target] => builder.AddCommandLine(["--target", target], Switches),
            _ => builder.AddCommandLine(args, Switches),
        };
    }
}
