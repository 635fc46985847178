using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Loadgen.Testing.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Loadgen.Benchmarks.Scale.Processes;

/// <summary>An OTLP endpoint (HTTP with protobuf), which looks at what it was sent only when somebody asks for it.</summary>
internal sealed class SpanReceiver(int port)
{
    private const string Traces = "/v1/traces";

    /// <summary>Answers how many spans of each name came: <c>{count} {name}</c>, one a line.</summary>
    private const string Counts = "/_spans";

    private readonly ConcurrentQueue<byte[]> _requests = new();

    /// <summary>How many spans of each name a receiver has.</summary>
    public static async Task<IReadOnlyDictionary<string, int>> CountAsync(Server receiver, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = receiver.Address };
        var text = await http.GetStringAsync(Counts, cancellationToken);
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', 2))
            .ToDictionary(line => line[1], line => int.Parse(line[0], CultureInfo.InvariantCulture), StringComparer.Ordinal);
    }

    public async Task ServeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        await using var server = builder.Build();
        server.Run(AnswerAsync);
        await server.StartAsync();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);
    }

    private async Task AnswerAsync(HttpContext http)
    {
        if (http.Request.Path == Counts)
        {
            var lines = NamesOfSpans().CountBy(name => name).Select(count => FormattableString.Invariant($"{count.Value} {count.Key}"));
            await http.Response.WriteAsync(string.Join('\n', lines), http.RequestAborted);
            return;
        }

        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        if (http.Request.Path == Traces)
            _requests.Enqueue(body.ToArray());
        http.Response.ContentType = "application/x-protobuf";
    }

    /// <summary>An ExportTraceServiceRequest has resources, which have scopes, which have spans.</summary>
    private IEnumerable<string> NamesOfSpans() =>
        from request in _requests
        from resource in new ProtoMessage(request).Messages(1)
        from scope in resource.Messages(2)
        from span in scope.Messages(2)
        select span.Text(5);
}
