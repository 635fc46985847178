using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Text;
using Google.Apis.Http;

namespace Loadgen.Testing.Http;

/// <summary>A service that answers as a test says, in place of the network, and keeps what it was asked.</summary>
internal sealed class ScriptedHttp(Func<AskedRequest, CancellationToken, Task<HttpResponseMessage>> answer) : HttpClientFactory
{
    private readonly ConcurrentQueue<AskedRequest> _asked = new();

    /// <summary>Answers in this order; one request more is a failure of the test.</summary>
    public ScriptedHttp(params HttpResponseMessage[] answers)
        : this(InOrder(answers))
    {
    }

    public ScriptedHttp(Func<AskedRequest, HttpResponseMessage> answer)
        : this((request, _) => Task.FromResult(answer(request)))
    {
    }

    public IReadOnlyList<AskedRequest> Asked => [.. _asked];

    public static HttpResponseMessage Json(string json, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    /// <summary>Google's error JSON.</summary>
    public static HttpResponseMessage Error(int status, string message = "said so", string reason = "because") => Json(
        $$$"""
        {"error": {"code": {{{status}}}, "message": "{{{message}}}",
         "errors": [{"message": "{{{message}}}", "domain": "global", "reason": "{{{reason}}}"}]}}
        """,
        (HttpStatusCode)status);

    // The innermost handler alone, so that Google's own ones stay in between.
    protected override HttpClientHandler CreateClientHandler() => new Handler(this);

    private static Func<AskedRequest, HttpResponseMessage> InOrder(HttpResponseMessage[] answers)
    {
        var rest = new Queue<HttpResponseMessage>(answers);
        return request => rest.TryDequeue(out var next)
            ? next
            : throw new InvalidOperationException($"Not expected: {request.Method} {request.Uri}");
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = await AskedRequest.OfAsync(request, cancellationToken);
        _asked.Enqueue(asked);
        var response = await answer(asked, cancellationToken);
        response.RequestMessage = request;
        return response;
    }

    private sealed class Handler(ScriptedHttp script) : HttpClientHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            script.AnswerAsync(request, cancellationToken);
    }
}

/// <summary>A request as it would have gone out.</summary>
internal sealed record AskedRequest(HttpMethod Method, string Uri, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public static async Task<AskedRequest> OfAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var gzip = request.Content?.Headers.ContentEncoding.Contains("gzip", StringComparer.Ordinal) ?? false;
        return new(request.Method, request.RequestUri!.AbsoluteUri, headers, Encoding.UTF8.GetString(gzip ? Unzip(body) : body));
    }

    private static byte[] Unzip(byte[] body)
    {
        using var zipped = new GZipStream(new MemoryStream(body), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        zipped.CopyTo(plain);
        return plain.ToArray();
    }
}
