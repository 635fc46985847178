using Microsoft.Extensions.Logging;

namespace Loadgen.Cloud.Hosting;

/// <summary>What the functions leave out of their logs.</summary>
public static class LoadgenLogging
{
    /// <summary>
    /// Drops ASP.NET's own lines about every request: what a request did is in its log line. And the host's about a start that fails: it
    /// throws the reason as well, which the process ends with. In code, since the Functions Framework reads <c>appsettings.json</c> from
    /// wherever the function was started.
    /// </summary>
    public static ILoggingBuilder AddLoadgenFilters(this ILoggingBuilder logging) => logging
        .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
        .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
}
