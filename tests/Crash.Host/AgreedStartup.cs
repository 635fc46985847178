using Google.Cloud.Functions.Hosting;
using Loadgen.Trace;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Crash.Host;

/// <summary>Comes after a function's own startup and replaces the trace, and nothing else.</summary>
internal sealed class AgreedStartup(IReadOnlyList<TraceFunction> mix) : FunctionsStartup
{
    public override void ConfigureServices(WebHostBuilderContext context, IServiceCollection services) => services.AddSingleton(mix);

    // To read in a failed test's output when which call was begun.
    public override void ConfigureLogging(WebHostBuilderContext context, ILoggingBuilder logging) =>
        logging.AddFilter("Loadgen", LogLevel.Debug);
}
