using Google.Cloud.Functions.Framework;
using Google.Cloud.Functions.Hosting;
using Google.Cloud.Storage.V1;
using Loadgen.Cloud.Hosting;
using Loadgen.Cloud.Logging;
using Loadgen.Cloud.Storage;
using Loadgen.Cloud.Telemetry;
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
        services.AddStandardOutput(context.Configuration);
        services.AddSingleton<RequestLog>(provider =>
        {
            var output = provider.GetRequiredService<StandardOutput>();
            return line => output.Write(line.ToString(), line.Severity, line.Correlation.About);
        });
        services.AddLoadgenTelemetry(
            TelemetrySettings.Read(name => context.Configuration[name]), context.Configuration, new($"loadgen-{NameIn(services)}"));
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
    public override void ConfigureLogging(WebHostBuilderContext context, ILoggingBuilder logging) =>
        logging.AddLoadgenLogging(context.Configuration);

    /// <summary>What the function is called that the framework has added: <c>crypto-key-gen</c>.</summary>
    private static string NameIn(IServiceCollection services) =>
        services.LastOrDefault(service => service.ServiceType == typeof(IHttpFunction))?.ImplementationType?.Name is { } type
            ? string.Concat(type.Select((letter, at) => at > 0 && char.IsUpper(letter) ? $"-{letter}" : $"{letter}")).ToLowerInvariant()
            : "sample";
}
