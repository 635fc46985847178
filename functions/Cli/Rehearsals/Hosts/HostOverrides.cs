using Google.Cloud.Functions.Hosting;
using Google.Cloud.Storage.V1;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Loadgen.Cli.Rehearsals.Hosts;

/// <summary>
/// A startup that comes after a function's own: what it registers takes the place of what the function would have on Google Cloud, and
/// nothing else of the function changes.
/// </summary>
/// <param name="log">Takes everything that is logged, so that it stays off the screen.</param>
/// <param name="register">Registers what this function needs beside the clock and Cloud Storage.</param>
internal sealed class HostOverrides(HostSurroundings surroundings, HostLog log, Action<IServiceCollection> register) : FunctionsStartup
{
    public HostLog Log => log;

    public override void ConfigureServices(WebHostBuilderContext context, IServiceCollection services) => register(services
        .AddSingleton(surroundings.Clock)
        .AddSingleton<StorageClient>(_ => surroundings.CreateStorageClient()));

    public override void ConfigureLogging(WebHostBuilderContext context, ILoggingBuilder logging) => logging
        .ClearProviders()
        .AddProvider(log)
        .SetMinimumLevel(LogLevel.Information)
        .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
        // The rehearsal follows calls by what the core logs when it sends.
        .AddFilter("Loadgen", LogLevel.Debug);
}
