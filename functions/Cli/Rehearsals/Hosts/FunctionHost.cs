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
internal sealed class FunctionHost(IHost host, HostLog log) : IAsyncDisposable
{
    /// <summary>Where it listens: <c>http://127.0.0.1:port/</c>.</summary>
    public Uri Address => new(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>Starts a function.</summary>
    /// <param name="startup">The function's own startup.</param>
    /// <param name="overrides">What comes after it. Its log is closed with the host.</param>
    /// <param name="variables">All of its configuration: the machine's environment and files beside the program do not reach it.</param>
    public static async Task<FunctionHost> StartAsync<TFunction>(
        FunctionsStartup startup,
        HostOverrides overrides,
        IReadOnlyDictionary<string, string?> variables,
        CancellationToken cancellationToken)
        where TFunction : class
    {
        var host = Build<TFunction>(startup, overrides, variables);
        var function = new FunctionHost(host, overrides.Log);
        try
        {
            await host.StartAsync(cancellationToken);
            return function;
        }
        catch
        {
            function.Close();
            throw;
        }
    }

    /// <summary>Stops as on SIGTERM: what is held is nacked, calls in flight are finished within 5 s.</summary>
    public async ValueTask DisposeAsync()
    {
        await host.StopAsync(CancellationToken.None);
        Close();
    }

    private static IHost Build<TFunction>(FunctionsStartup startup, HostOverrides overrides, IReadOnlyDictionary<string, string?> variables)
        where TFunction : class => new HostBuilder()
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
