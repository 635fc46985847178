using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using Loadgen.Calls;
using Loadgen.Samples.Requests;
using Loadgen.Telemetry;

namespace Loadgen.Samples.Dispatching;

/// <summary>What became of a forwarded call.</summary>
/// <param name="StatusCode">The function's answer; <see langword="null"/> where there was none.</param>
/// <param name="Latency">From sending to the answer's last byte, or to the failure.</param>
/// <param name="Error"><c>Kind: message</c>; <see langword="null"/> where the function answered 2xx.</param>
public sealed record Forwarded(int? StatusCode, TimeSpan Latency, string? Error);

/// <summary>Calls functions for the dispatcher.</summary>
/// <param name="client">Sends; must follow no redirects, and say nothing of traces itself.</param>
/// <param name="tokens">
/// Where ID tokens come from, for functions that require one; <see langword="null"/>: calls carry no credentials.
/// </param>
public sealed class Forwarder(HttpMessageInvoker client, TimeProvider time, Spans spans, IIdTokenSource? tokens = null)
{
    /// <summary>Makes the client for functions on the network.</summary>
    public static HttpMessageInvoker CreateClient() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, ActivityHeadersPropagator = null });

    /// <summary>Sends a payload as it is. A failure is a result.</summary>
    /// <param name="traceParent">
    /// The header <c>traceparent</c> that the payload came with; it goes on as it is, unless the call is a span of its own.
    /// </param>
    /// <param name="timeout">For everything, the token included.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<Forwarded> SendAsync(
        Uri url, Payload payload, string? traceParent, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(payload.Json.GetRawText()));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        var start = time.GetTimestamp();
        var span = default(Span);
        try
        {
            if (tokens is not null)
            {
                if (await AuthorizeAsync(request, tokens, stop.Token) is { } problem)
                    return new(null, time.GetElapsedTime(start), problem);
                start = time.GetTimestamp(); // The latency is the call's, not the token's.
            }

            span = Start(request, payload, traceParent);
            using var response = await client.SendAsync(request, stop.Token);
            await response.Content.CopyToAsync(Stream.Null, stop.Token);
            var status = (int)response.StatusCode;
            span.SetAnswer(status, response.Version.ToString(), isFailure: status >= 400);
            var error = response.IsSuccessStatusCode ? null : $"HttpError: the function answered {status}";
            return new(status, time.GetElapsedTime(start), error);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            span.Fail(Outcome.Timeout.ToName());
            return new(null, time.GetElapsedTime(start), $"Timeout: no answer within {timeout.TotalSeconds:0.###} s");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            span.Fail(Outcome.ConnectionError.ToName(), e.Message);
            return new(null, time.GetElapsedTime(start), $"ConnectionError: {e.Message}");
        }
        finally
        {
            span.Dispose();
        }
    }

    /// <summary>Begins the call's span, below that of the present request, and has the function continue the trace.</summary>
    private Span Start(HttpRequestMessage request, Payload payload, string? traceParent)
    {
        var span = spans.Start(SpanNames.Forward, ActivityKind.Client, Activity.Current?.Context ?? default);
        var goesOn = Spans.ParentOf(traceParent) == default ? null : traceParent;
        if (span.IsRecorded)
        {
            span.SetRequest(request.Method.Method, request.RequestUri!);
            payload.ReadCorrelation(parent: default).WriteTo(span);
            goesOn = span.TraceParent;
        }

        if (goesOn is not null)
            request.Headers.Add("traceparent", goesOn);
        return span;
    }

    /// <summary>Puts a token on a request; gives what is wrong where there is none.</summary>
    private static async Task<string?> AuthorizeAsync(
        HttpRequestMessage request, IIdTokenSource tokens, CancellationToken cancellationToken)
    {
        var origin = new Uri(request.RequestUri!.GetLeftPart(UriPartial.Authority));
        try
        {
            request.Headers.Authorization = new("Bearer", await tokens.GetTokenAsync(origin, cancellationToken));
            return null;
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            return $"Auth: no ID token for {origin.Authority}: {e.Message}";
        }
    }
}
