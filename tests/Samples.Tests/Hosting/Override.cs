using Google.Cloud.Functions.Hosting;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Loadgen.Samples.Tests.Hosting;

/// <summary>A startup after the function's own, as the CLI adds one.</summary>
internal sealed class Override(Action<IServiceCollection> services, IReadOnlyDictionary<string, string?> variables) : FunctionsStartup
{
    public override void ConfigureAppConfiguration(WebHostBuilderContext context, IConfigurationBuilder configuration) =>
        configuration.AddInMemoryCollection(variables);

    public override void ConfigureServices(WebHostBuilderContext context, IServiceCollection collection) => services(collection);
}
