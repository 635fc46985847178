using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.DependencyInjection;

namespace Loadgen.Functions.Tests.Hosting;

/// <summary>A function that is called, or a dispatcher, on a loopback port.</summary>
internal sealed class LoopbackTarget : IAsyncDisposable
{
    private readonly WebApplication _application;

    private LoopbackTarget(WebApplication application) => _application = application;

    /// <summary><c>http://127.0.0.1:port</c>.</summary>
    public string Origin => _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public ConcurrentQueue<ReceivedCall> Calls { get; private init; } = new();

    /// <param name="answer">Answers a call.</param>
    public static async Task<LoopbackTarget> StartAsync(Func<ReceivedCall, HttpResponse, Task> answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var application = builder.Build();
        var calls = new ConcurrentQueue<ReceivedCall>();
        application.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var call = new ReceivedCall(
                context.Request.Path.Value!,
                context.Request.GetEncodedUrl(),
                context.Request.Headers.ToDictionary(
                    header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                await reader.ReadToEndAsync(context.RequestAborted));
            calls.Enqueue(call);
            await answer(call, context.Response);
        });
        await application.StartAsync();
        return new(application) { Calls = calls };
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
    }
}

/// <summary>What a target was sent.</summary>
internal sealed record ReceivedCall(string Path, string Url, IReadOnlyDictionary<string, string> Headers, string Body);
