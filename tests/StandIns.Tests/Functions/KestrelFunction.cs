using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StandIns.Functions;

namespace StandIns.Tests.Functions;

/// <summary>The event function on Kestrel in this process, hosted by the framework's own extension methods, on a port of its own.</summary>
public sealed class KestrelFunction : IAsyncLifetime
{
    private readonly IHost _host = Host.CreateDefaultBuilder()
        .ConfigureWebHostDefaults(web => web
            .ConfigureAppConfiguration(configuration => configuration
                .AddFunctionsEnvironment()
                .AddFunctionsCommandLine(["--port", "0", "--target", "ignored"])
                .AddInMemoryCollection([new("greeting", "hello")]))
            .ConfigureLogging(logging => logging.ClearProviders())
            .ConfigureKestrelForFunctionsFramework()
            .ConfigureServices(services => services.AddFunctionTarget<EventFunction>())
            .UseFunctionsStartup(new ReceivingStartup())
            .Configure((context, app) => app.UseFunctionsFramework(context)))
        .Build();

    internal HttpClient Client { get; private set; } = new();

    public async Task InitializeAsync()
    {
        await _host.StartAsync();
        var address = _host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Client.BaseAddress = new Uri(address);
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await _host.StopAsync();
        _host.Dispose();
    }
}
