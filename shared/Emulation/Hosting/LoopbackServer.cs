using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Loadgen.Emulation.Hosting;

/// <summary>An HTTP server on the loopback interface that reads no configuration, logs nothing and leaves signals to the process.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private LoopbackServer(WebApplication application, Uri address)
    {
        _application = application;
        Address = address;
    }

    /// <summary>Where it listens: <c>http://127.0.0.1:port/</c>.</summary>
    internal Uri Address { get; }

    /// <summary>Starts to listen.</summary>
    /// <param name="port">0 for one that is free. HTTP/1.1 and cleartext HTTP/2 (with prior knowledge) are both served there.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    internal static async Task<LoopbackServer> StartAsync(int port, RequestDelegate handler, CancellationToken cancellationToken)
    {
        var http2 = new Http2Handover();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, port, endpoint =>
            {
                endpoint.Protocols = HttpProtocols.Http1;
                endpoint.Use(next => connection => http2.ServeAsync(connection, next));
            });
            kestrel.Listen(http2.EndPoint, endpoint => endpoint.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddSingleton<IConnectionListenerFactory>(http2);
        // Google's clients compress what they send.
        builder.Services.AddRequestDecompression();
        builder.Services.AddSingleton<IHostLifetime, PlainLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));

        var application = builder.Build();
        application.UseRequestDecompression();
        application.Run(handler);
        try
        {
            await application.StartAsync(cancellationToken);
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }

        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        return new(application, new(addresses!.Addresses.First()));
    }

    /// <summary>Stops listening; requests that are still being answered after a second are cut off.</summary>
    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync(CancellationToken.None);
        await _application.DisposeAsync();
    }

    // The default lifetime takes Ctrl-C and SIGTERM away from the program that this server is embedded in.
    private sealed class PlainLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
