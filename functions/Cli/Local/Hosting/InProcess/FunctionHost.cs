using System.Net;
using Loadgen.Configuration;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Loadgen.Cli.Local.Hosting.InProcess;

/// <summary>A function in its real host, the Functions Framework on Kestrel, on a loopback port of its own.</summary>
internal sealed class FunctionHost(IHost host, HostLog log) : IAsyncDisposable
{
    /// <summary>Where it listens: <c>http://127.0.0.1:port/</c>.</summary>
    public Uri Address => new(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>Starts a function, with its own startups.</summary>
    /// <param name="overrides">What comes after them. Its log is closed with the host.</param>
    public static async Task<FunctionHost> StartAsync(
        LocalFunction function, HostOverrides overrides, CancellationToken cancellationToken)
    {
        var host = new FunctionHost(Build(function, overrides), overrides.Log);
        try
        {
            await host.StartAsync(cancellationToken);
            return host;
        }
        catch
        {
            host.Close();
            throw;
        }
    }

    /// <summary>Stops as on SIGTERM: what is held is nacked, calls in flight are finished or given up.</summary>
    public async ValueTask DisposeAsync()
    {
        await host.StopAsync(CancellationToken.None);
        Close();
    }

    private Task StartAsync(CancellationToken cancellationToken) => host.StartAsync(cancellationToken);

    private static IHost Build(LocalFunction function, HostOverrides overrides) => new HostBuilder()
        .ConfigureWebHost(
            web => web
                // A collector would get spans at times that never were.
                .ConfigureAppConfiguration(configuration => configuration.AddInMemoryCollection(
                    function.Variables.Where(variable => !TelemetryVariables.InOrder.Contains(variable.Key, StringComparer.Ordinal))))
                .UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0))
                .ConfigureServices(services => services.AddFunctionTarget(function.Type))
                .UseFunctionsStartups(function.Type.Assembly, function.Type)
                .UseFunctionsStartup(overrides)
                .Configure((context, app) => app.UseFunctionsFramework(context)),
            options => options.SuppressEnvironmentConfiguration = true)
        .ConfigureServices(services => services
            .AddSingleton<IHostLifetime, EmbeddedLifetime>()
            // What Cloud Run gives an instance.
            .Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(10)))
        .Build();

    private void Close()
    {
        host.Dispose();
        log.Dispose();
    }

    /// <summary>Ctrl-C and SIGTERM are the command's, not its functions'.</summary>
    private sealed class EmbeddedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
