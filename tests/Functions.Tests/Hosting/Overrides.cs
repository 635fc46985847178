using Google.Cloud.Functions.Hosting;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Loadgen.Functions.Tests.Hosting;

/// <summary>A startup after the function's own: the test's variables, its surroundings instead of the cloud, and its ears.</summary>
internal sealed class Overrides(
    IReadOnlyDictionary<string, string?> variables, Action<IServiceCollection> services, HeardLog log) : FunctionsStartup
{
    public override void ConfigureAppConfiguration(WebHostBuilderContext context, IConfigurationBuilder configuration) =>
        configuration.AddInMemoryCollection(variables);

    public override void ConfigureServices(WebHostBuilderContext context, IServiceCollection collection) => services(collection);

    // A rule for this provider beats the function's own filters: it hears everything.
    public override void ConfigureLogging(WebHostBuilderContext context, ILoggingBuilder logging) =>
        logging.AddProvider(log).AddFilter<HeardLog>(category: null, LogLevel.Trace);
}
