using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Loadgen.Cloud.Logging;

/// <summary>What the functions write to standard output.</summary>
public static class LoadgenLogging
{
    // The Functions Framework's: on where Cloud Run's K_SERVICE is set.
    private const string IsJson = "FunctionsFramework:JsonLogging";

    private const string ProjectVariable = "GOOGLE_CLOUD_PROJECT";

    /// <summary>
    /// Drops ASP.NET's own lines about every request: what a request did is in its log line. And the host's about a start that fails: it
    /// throws the reason as well, which the process ends with. In code, since the Functions Framework reads <c>appsettings.json</c> from
    /// wherever the function was started. Where the framework logs JSON, what is left becomes entries that say which event they are about.
    /// </summary>
    /// <param name="variables">The function's configuration, which includes the environment and the framework's settings.</param>
    public static ILoggingBuilder AddLoadgenLogging(this ILoggingBuilder logging, IConfiguration variables)
    {
        logging
            .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        if (MembersFor(variables) is { } members)
        {
            logging.ClearProviders().Services.AddSingleton<ILoggerProvider>(
                provider => new EntryLoggerProvider(provider.GetRequiredService<TextOutput>(), members));
        }

        return logging;
    }

    /// <summary>Adds standard output, for lines that are written without a logger.</summary>
    /// <inheritdoc cref="AddLoadgenLogging"/>
    public static IServiceCollection AddStandardOutput(this IServiceCollection services, IConfiguration variables) => services
        .AddSingleton<TextOutput>(line => Console.Out.WriteLine(line))
        .AddSingleton(provider => new StandardOutput(provider.GetRequiredService<TextOutput>(), MembersFor(variables)));

    /// <returns><see langword="null"/> where lines are no entries.</returns>
    private static EntryMembers? MembersFor(IConfiguration variables) => bool.TryParse(variables[IsJson], out var isJson) && isJson
        ? new(variables[ProjectVariable] is { Length: > 0 } project ? project : null)
        : null;
}
