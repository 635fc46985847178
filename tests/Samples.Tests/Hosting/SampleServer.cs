using System.Net;
using System.Text;
using System.Text.Json;
using Google.Cloud.Functions.Framework;
using Google.Cloud.Functions.Hosting;
using Google.Cloud.Functions.Testing;
using Loadgen.Cloud.Logging;
using Loadgen.Samples.Logs;
using Loadgen.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Loadgen.Samples.Tests.Hosting;

/// <summary>A sample in its real host, on a clock that stands still, with its log lines kept.</summary>
internal sealed class SampleServer : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 1, 20, 13, 1, 4, 356, TimeSpan.Zero);

    public static readonly SampleHost Host = new("us-east1", "i1", Usage: () => new(TimeSpan.FromMilliseconds(1), PeakMemory: 2048));

    private readonly FunctionTestServer _server;

    private SampleServer(FunctionTestServer server) => _server = server;

    public List<RequestLine> Lines { get; private init; } = [];

    /// <summary>What goes to standard output.</summary>
    public List<string> Printed { get; private init; } = [];

    public Spans Spans => _server.Host.Services.GetRequiredService<Spans>();

    public HttpMessageHandler Handler => _server.Server.CreateHandler();

    public static SampleServer Start<T>(Action<IServiceCollection>? services = null, Dictionary<string, string?>? variables = null)
        where T : IHttpFunction
    {
        var lines = new List<RequestLine>();
        var printed = new List<string>();
        FunctionsStartup own = typeof(T) == typeof(Dispatcher) ? new DispatcherStartup() : new SamplesStartup();
        var after = new Override(
            collection =>
            {
                collection.AddSingleton<TimeProvider>(new FakeTimeProvider(Now));
                var print = collection.Last(service => service.ServiceType == typeof(RequestLog)).ImplementationFactory!;
                collection.AddSingleton<TextOutput>(printed.Add);
                collection.AddSingleton<RequestLog>(provider => lines.Add + (RequestLog)print(provider));
                collection.AddSingleton(Host);
                services?.Invoke(collection);
            },
            variables ?? []);
        return new(FunctionTestServerBuilder.Create<T>().UseFunctionsStartups(own, after).Build()) { Lines = lines, Printed = printed };
    }

    public Task<Reply> PostAsync(string body, string? traceParent = null) => PostAsync(Encoding.UTF8.GetBytes(body), traceParent);

    public async Task<Reply> PostAsync(byte[] body, string? traceParent = null, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/");
        request.Content = new ByteArrayContent(body);
        if (traceParent is not null)
            request.Headers.Add("traceparent", traceParent);
        return await SendAsync(request, cancellationToken);
    }

    public async Task<Reply> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken = default)
    {
        using var client = _server.CreateClient();
        using var response = await client.SendAsync(request, cancellationToken);
        return new(
            response.StatusCode,
            JsonElement.Parse(await response.Content.ReadAsStringAsync(cancellationToken)),
            string.Join(", ", response.Content.Headers.Allow));
    }

    public void Dispose() => _server.Dispose();
}

internal sealed record Reply(HttpStatusCode Status, JsonElement Body, string Allow)
{
    public string? Text(string member) => Body.GetProperty(member).GetString();

    public string Raw(string member) => Body.GetProperty(member).GetRawText();
}
