using Google.Cloud.Functions.Hosting.Logging;
using Google.Cloud.Functions.Hosting.Settings;
using Microsoft.AspNetCore.Hosting;

namespace Microsoft.Extensions.Logging;

/// <summary>The logging of a function's host.</summary>
public static class FunctionsFrameworkLoggingExtensions
{
    /// <summary>Logs to the console: text for people, JSON where Cloud Logging reads it.</summary>
    public static ILoggingBuilder AddFunctionsConsoleLogging(this ILoggingBuilder builder, WebHostBuilderContext context)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(context);
        ConsoleFormat format = FunctionsFrameworkOptions.From(context.Configuration).JsonLogging ? JsonFormat.Write : TextFormat.Write;
        return builder.AddProvider(new ConsoleLoggerProvider(format, System.Console.Out));
    }
}
