using System.Buffers;
using System.Net;
using System.Net.Http.Headers;

namespace Loadgen.Calls.Http;

/// <summary>Makes the one request of a call.</summary>
internal static class CallRequest
{
    /// <summary>
    /// What describes the body or the connection is ours to say; a second opinion could have the request framed wrongly or held back.
    /// </summary>
    private static readonly HashSet<string> OwnHeaders = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Content-Length", "Content-Type", "Expect", "Keep-Alive", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
    };

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>A POST of <paramref name="body"/> with the target's headers, the event's trace and <paramref name="token"/>.</summary>
    /// <exception cref="CallRefusedException">A header that cannot be sent; its value is not told.</exception>
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
        {
            // The token that AUTH_MODE stands for, not a header of the same name beside it.
            request.Headers.Remove("Authorization");
            Add(request, "Authorization", $"Bearer {token}");
        }

        return request;
    }

    private static void Add(HttpRequestMessage request, string name, string value)
    {
        if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(NameCharacters))
            throw new CallRefusedException("Request", "an extra header's name is not a valid header name");
        if (OwnHeaders.Contains(name))
            throw new CallRefusedException("Request", $"the header '{name}' cannot be set as an extra header");
        if (value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            throw new CallRefusedException("Request", $"the value of the header '{name}' has characters other than printable ASCII");

        HttpHeaders headers = name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) ? request.Content!.Headers : request.Headers;
        if (!headers.TryAddWithoutValidation(name, value) && !request.Content!.Headers.TryAddWithoutValidation(name, value))
            throw new CallRefusedException("Request", $"the header '{name}' cannot be sent");
    }
}
