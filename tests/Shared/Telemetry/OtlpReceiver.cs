using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Loadgen.Testing.Telemetry;

/// <summary>An OTLP endpoint (HTTP with protobuf) on a loopback port, which keeps what it is sent.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private const string TracesPath = "/v1/traces";
    private const string MetricsPath = "/v1/metrics";

    private readonly WebApplication _application;
    private readonly ConcurrentQueue<ReceivedRequest> _requests = new();
    private readonly Func<HttpContext, Task> _before;

    private OtlpReceiver(WebApplication application, Func<HttpContext, Task> before)
    {
        _application = application;
        _before = before;
    }

    /// <summary><c>http://127.0.0.1:port</c>, for <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>.</summary>
    public string Endpoint =>
        _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>What came, in order.</summary>
    public IReadOnlyList<ReceivedRequest> Requests => [.. _requests];

    /// <summary>All that came so far.</summary>
    public IReadOnlyList<ReceivedSpan> Spans =>
        [.. Requests.Where(request => request.Path == TracesPath).SelectMany(request => ReceivedSpan.Read(new(request.Body)))];

    /// <summary>All points that came so far, the newest last: each is the state since the sender's start.</summary>
    public IReadOnlyList<ReceivedMetric> Metrics =>
        [.. Requests.Where(request => request.Path == MetricsPath).SelectMany(request => ReceivedMetric.Read(new(request.Body)))];

    /// <summary>Starts one.</summary>
    /// <param name="before">
    /// Runs before what came counts as received: may wait, or set a status other than 200, and then it is not kept.
    /// </param>
    public static async Task<OtlpReceiver> StartAsync(Func<HttpContext, Task>? before = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var receiver = new OtlpReceiver(builder.Build(), before ?? (static _ => Task.CompletedTask));
        receiver._application.Run(receiver.TakeAsync);
        await receiver._application.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync(new CancellationToken(canceled: true));
        await _application.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        context.Response.ContentType = "application/x-protobuf";
        await _before(context);
        if (context.Response.StatusCode == StatusCodes.Status200OK)
        {
            _requests.Enqueue(new(
                context.Request.Path.Value!,
                context.Request.Headers.ToDictionary(
                    header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                body.ToArray()));
        }
    }
}

/// <summary>A request that an <see cref="OtlpReceiver"/> took.</summary>
internal sealed record ReceivedRequest(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body);
