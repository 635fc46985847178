using Google.Cloud.Functions.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Loadgen.Cli.Local.Hosting.InProcess;

/// <summary>
/// A startup that comes after a function's own: what it registers takes the place of what the function would have on Google Cloud, and
/// nothing else of the function changes.
/// </summary>
/// <param name="log">Takes everything that is logged, so that it stays off the screen.</param>
/// <param name="register">Registers what this function needs.</param>
/// <param name="arrive">Comes between the host and the function.</param>
internal sealed class HostOverrides(
    HostLog log, Action<IServiceCollection> register, Func<HttpContext, RequestDelegate, Task> arrive) : FunctionsStartup
{
    public HostLog Log => log;

    public override void ConfigureServices(WebHostBuilderContext context, IServiceCollection services) => register(services);

    public override void Configure(WebHostBuilderContext context, IApplicationBuilder app) => app.Use(arrive);

    public override void ConfigureLogging(WebHostBuilderContext context, ILoggingBuilder logging) => logging
        .ClearProviders()
        .AddProvider(log)
        .SetMinimumLevel(LogLevel.Information)
        .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
        // The rehearsal follows calls by what the core logs when it sends.
        .AddFilter("Loadgen", LogLevel.Debug);
}
