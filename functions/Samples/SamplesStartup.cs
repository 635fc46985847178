using Google.Cloud.Functions.Hosting;
using Google.Cloud.Storage.V1;
using Loadgen.Cloud.Hosting;
using Loadgen.Cloud.Storage;
using Loadgen.Configuration;
using Loadgen.Samples.Logs;
using Loadgen.Samples.Media;
using Loadgen.Samples.Requests;
using Loadgen.Samples.Workloads;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Loadgen.Samples;

/// <summary>
/// Adds what the samples need. There is nothing to configure but where Cloud Storage is, as everywhere, and, for the log, where they run.
/// </summary>
public class SamplesStartup : FunctionsStartup
{
    private const string RegionVariable = "LOADGEN_REGION";

    /// <inheritdoc/>
    public override void ConfigureServices(WebHostBuilderContext context, IServiceCollection services)
    {
        services.AddLoadgenClock(context.Configuration);
        services.AddSingleton<RequestLog>(line => Console.Out.WriteLine(line));
        services.AddSingleton<ColdStart>();
        services.AddSingleton(SampleHost.Create(context.Configuration[RegionVariable]));
        services.AddSingleton<RequestHandler>();
        services.AddSingleton<CpuWork>();
        var emulator = StorageEmulator.AddressOf(context.Configuration[StorageEmulator.Variable]);
        services.AddSingleton(_ => StorageClients.For(emulator).Build());
        services.AddSingleton<Func<StorageClient>>(provider => provider.GetRequiredService<StorageClient>);
        services.AddSingleton<MediaObjects>();
        services.AddSingleton<MediaConversion>();
    }

    /// <inheritdoc/>
    public override void ConfigureLogging(WebHostBuilderContext context, ILoggingBuilder logging) => logging.AddLoadgenFilters();
}
