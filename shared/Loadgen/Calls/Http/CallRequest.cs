using System.Net;

namespace Loadgen.Calls.Http;

/// <summary>Makes the one request of a call.</summary>
internal static class CallRequest
{
    /// <summary>
    /// A POST of <paramref name="body"/> with the target's headers, the event's trace and <paramref name="token"/>. What a header may be is
    /// the configuration's to say: all that it accepts is sent.
    /// </summary>
    public static HttpRequestMessage Create(CallTarget target, ReadOnlyMemory<byte> body, TraceContext trace, string? token)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, target.Url)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new OneShotContent(body),
        };
        foreach (var (name, value) in target.Credentials.ExtraHeaders)
            Add(request, name, value);
        if (!request.Headers.Contains("User-Agent"))
            Add(request, "User-Agent", $"loadgen/{LoadgenVersion.Current}");
        Add(request, "traceparent", trace.ToTraceParent());
        if (token is not null)
            Add(request, "Authorization", $"Bearer {token}");
        return request;
    }

    // Some names are the body's: Content-Language, Expires and their like.
    private static void Add(HttpRequestMessage request, string name, string value)
    {
        if (!request.Headers.TryAddWithoutValidation(name, value))
            request.Content!.Headers.TryAddWithoutValidation(name, value);
    }
}
