using Google.Cloud.Functions.Hosting;
using Loadgen.Configuration;
using Loadgen.Trace;
using Loadgen.Workloads;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Crash.Host;

/// <summary>Comes after a function's own startup and replaces the mix of the workload, and nothing else.</summary>
internal sealed class AgreedStartup(IReadOnlyList<TraceFunction> mix) : FunctionsStartup
{
    public override void ConfigureServices(WebHostBuilderContext context, IServiceCollection services) => services.AddSingleton(
        provider => BuiltInWorkload.Of(mix, provider.GetRequiredService<LoadgenConfiguration>().Workload));

    // To read in a failed test's output when which call was begun.
    public override void ConfigureLogging(WebHostBuilderContext context, ILoggingBuilder logging) =>
        logging.AddFilter("Loadgen", LogLevel.Debug);
}
