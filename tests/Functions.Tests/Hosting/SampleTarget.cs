using System.Net;
using Google.Cloud.Functions.Framework;
using Loadgen.Cloud.Logging;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Loadgen.Functions.Tests.Hosting;

/// <summary>A sample in its real host, on a loopback port.</summary>
internal sealed class SampleTarget(IHost host) : IAsyncDisposable
{
    /// <summary><c>http://127.0.0.1:port</c>.</summary>
    public string Origin => host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <param name="output">Takes what goes to standard output.</param>
    public static async Task<SampleTarget> StartAsync<TFunction>(
        IReadOnlyDictionary<string, string?> variables, TimeProvider time, TextOutput? output = null)
        where TFunction : class, IHttpFunction
    {
        var host = new HostBuilder()
            .ConfigureWebHost(
                web => web
                    .ConfigureAppConfiguration(configuration => configuration.AddInMemoryCollection(variables))
                    .UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0))
                    .ConfigureServices(services => services.AddFunctionTarget<TFunction>())
                    .UseFunctionsStartups(typeof(TFunction).Assembly, typeof(TFunction))
                    .ConfigureServices(services => services.AddSingleton(time).AddSingleton(output ?? (_ => { })))
                    .ConfigureLogging(logging => logging.ClearProviders())
                    .Configure((context, app) => app.UseFunctionsFramework(context)),
                options => options.SuppressEnvironmentConfiguration = true)
            .Build();
        await host.StartAsync();
        return new(host);
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
