using System.Globalization;
using Loadgen.Secrets;

namespace Loadgen.Telemetry;

/// <summary>What OpenTelemetry's conventions for HTTP say of a request's span.</summary>
public static class HttpSpans
{
    /// <summary>Says what is asked, by who asks.</summary>
    /// <param name="url">Said as in log lines: without user info, and with <c>…</c> for each value of its query.</param>
    public static void SetRequest(this Span span, string method, Uri url)
    {
        if (!span.IsRecorded)
            return;
        span.Set("http.request.method", method);
        span.Set("url.full", SignedUrls.Cut(url.OriginalString));
        span.Set("server.address", url.IdnHost);
        span.Set("server.port", url.Port);
    }

    /// <summary>Says what is asked, by who is asked.</summary>
    /// <param name="host">The host that the request names, without its port.</param>
    /// <param name="path">Without the query.</param>
    public static void SetServed(this Span span, string method, string scheme, string? host, int? port, string? path)
    {
        if (!span.IsRecorded)
            return;
        span.Set("http.request.method", method);
        span.Set("url.scheme", scheme);
        span.Set("url.path", path);
        span.Set("server.address", host);
        span.Set("server.port", port);
    }

    /// <summary>Says what was answered.</summary>
    /// <param name="version">Of HTTP: <c>1.1</c>.</param>
    /// <param name="isFailure">To who asks, that is any status from 400 on; to who is asked, one from 500 on.</param>
    public static void SetAnswer(this Span span, int status, string version, bool isFailure)
    {
        if (!span.IsRecorded)
            return;
        span.Set("http.response.status_code", status);
        span.Set("network.protocol.version", version);
        if (isFailure)
            span.Fail(status.ToString(CultureInfo.InvariantCulture));
    }
}
