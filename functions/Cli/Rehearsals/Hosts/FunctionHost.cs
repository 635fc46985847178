using System.Net;
using Google.Cloud.Functions.Hosting;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Loadgen.Cli.Rehearsals.Hosts;

/// <summary>A function in its real host, the Functions Framework on Kestrel, on a loopback port of its own.</summary>
internal sealed class FunctionHost : IAsyncDisposable
{
    private readonly IHost _host;

    private FunctionHost(IHost host, Uri address)
    {
        _host = host;
        Address = address;
    }

    /// <summary>Where it listens: <c>http://127.0.0.1:port/</c>.</summary>
    public Uri Address { get; }

    /// <summary>Starts a function.</summary>
    /// <typeparam name="TFunction">The function.</typeparam>
    /// <param name="startup">The function's own startup.</param>
    /// <param name="overrides">What comes after it.</param>
    /// <param name="variables">All of its configuration: neither the machine's environment nor a file beside the program reaches it.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static async Task<FunctionHost> StartAsync<TFunction>(
        FunctionsStartup startup, HostOverrides overrides, IReadOnlyDictionary<string, string?> variables, CancellationToken cancellationToken)
        where TFunction : class
    {
        var host = new HostBuilder()
            .ConfigureWebHost(
                web => web
                    .ConfigureAppConfiguration(configuration => configuration.AddInMemoryCollection(variables))
                    .UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0))
                    .ConfigureServices(services => services.AddFunctionTarget<TFunction>())
                    .UseFunctionsStartup(startup)
                    .UseFunctionsStartup(overrides)
                    .Configure((context, app) => app.UseFunctionsFramework(context)),
                options => options.SuppressEnvironmentConfiguration = true)
            .ConfigureServices(services => services
                .AddSingleton<IHostLifetime, EmbeddedLifetime>()
                .Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(5)))
            .Build();
        try
        {
            await host.StartAsync(cancellationToken);
        }
        catch
        {
            host.Dispose();
            throw;
        }

        var addresses = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        return new(host, new(addresses!.Addresses.Single()));
    }

    /// <summary>Stops as on SIGTERM: what is held goes back, calls in flight are finished within 5 s.</summary>
    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
    }

    /// <summary>Ctrl-C and SIGTERM are the command's, not its functions'.</summary>
    private sealed class EmbeddedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
