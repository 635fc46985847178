using System.Diagnostics;
using System.Text.Json;
using Loadgen.Cloud.Telemetry;
using Loadgen.Samples.Logs;
using Loadgen.Serialization;
using Loadgen.Telemetry;
using Microsoft.AspNetCore.Http;

namespace Loadgen.Samples.Requests;

/// <summary>What all samples share: they take one JSON object, answer with one, and log one line, errors included.</summary>
/// <param name="flush"><see langword="null"/> where nothing is recorded.</param>
public sealed class RequestHandler(
    TimeProvider time, SampleHost host, ColdStart coldStart, RequestLog log, Spans spans, TelemetryFlush? flush = null)
{
    private const int ClientClosedRequest = 499;

    /// <summary>
    /// Answers a request, or drops it where the caller hung up. The line is logged, and what was recorded is on its way, before the answer
    /// is sent, since a function has a CPU only until then.
    /// </summary>
    /// <param name="work">Does the work on the body; may throw <see cref="RefusedRequestException"/>.</param>
    public async Task HandleAsync(HttpContext http, RequestShape shape, Func<Payload, CancellationToken, Task<SampleAnswer>> work)
    {
        ReadOnlyMemory<byte>? made;
        await using (flush?.Work())
            made = await AnswerAsync(http, shape, work);
        if (made is not { } answer)
            return;

        http.Response.ContentType = "application/json";
        http.Response.ContentLength = answer.Length;
        await http.Response.Body.WriteAsync(answer, http.RequestAborted);
    }

    /// <summary>Does the work and logs it.</summary>
    /// <returns><see langword="null"/> where the caller hung up.</returns>
    private async Task<ReadOnlyMemory<byte>?> AnswerAsync(
        HttpContext http, RequestShape shape, Func<Payload, CancellationToken, Task<SampleAnswer>> work)
    {
        // Reading what is used takes a while, which is none of the work.
        var before = host.Usage();
        var received = time.GetUtcNow();
        var start = time.GetTimestamp();
        var isFirst = coldStart.IsFirst();
        var correlation = new Correlation { Parent = Spans.ParentOf(http.Request.Headers.TraceParent) };
        using var span = spans.Start(SpanNames.Serve, ActivityKind.Server, correlation.Parent);
        span.SetServed(
            http.Request.Method, http.Request.Scheme, http.Request.Host.Host, http.Request.Host.Port, http.Request.Path.Value);
        long? requestBytes = null;
        void Log(int status, string? error, long? responseBytes = null, DispatchDecision? decision = null)
        {
            var (finished, duration) = (time.GetUtcNow(), time.GetElapsedTime(start));
            var after = host.Usage();
            log(new RequestLine
            {
                FunctionId = shape.FunctionId,
                Correlation = correlation,
                Received = received,
                Finished = finished,
                Duration = duration,
                Cpu = after.Cpu - before.Cpu,
                PeakMemory = after.PeakMemory,
                RequestBytes = requestBytes,
                ResponseBytes = responseBytes,
                Status = status,
                ColdStart = isFirst,
                Region = host.Region,
                Instance = host.Instance,
                Decision = decision,
                Error = error,
            });
            correlation.WriteTo(span);
            span.SetAnswer(status, VersionOf(http.Request), isFailure: status >= StatusCodes.Status500InternalServerError);
        }

        ReadOnlyMemory<byte> answer;
        try
        {
            var content = await ReadAsync(http, shape);
            requestBytes = content.Length;
            var body = Payload.Parse(content);
            correlation = shape.PayloadOf(body).ReadCorrelation(correlation.Parent);
            var result = await work(body, http.RequestAborted);
            answer = Write(shape, result.Status, result.WriteMembers, time.GetElapsedTime(start));
            Log(http.Response.StatusCode, result.Error, answer.Length, result.Decision);
        }
        catch (RefusedRequestException refused)
        {
            http.Response.StatusCode = refused.Status;
            answer = Write(shape, "error", writer => writer.WriteString("error", refused.Message), time.GetElapsedTime(start));
            Log(refused.Status, refused.Message, answer.Length);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            Log(ClientClosedRequest, "the caller hung up");
            return null;
        }
        catch (Exception e)
        {
            // The host answers 500 and logs the exception, which says more than this line.
            Log(StatusCodes.Status500InternalServerError, e.GetType().Name);
            throw;
        }

        return answer;
    }

    private static Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext http, RequestShape shape)
    {
        if (HttpMethods.IsPost(http.Request.Method))
            return RequestBody.ReadAsync(http.Request, http.RequestAborted);
        if (HttpMethods.IsGet(http.Request.Method) && shape.BodyOfGet is { } body)
            return Task.FromResult(body);

        http.Response.Headers.Allow = shape.Methods;
        throw new RefusedRequestException(
            StatusCodes.Status405MethodNotAllowed, $"method: found {Excerpt.Quoted(http.Request.Method)}; allowed: {shape.Methods}");
    }

    private static string VersionOf(HttpRequest request) => request.Protocol.Split('/')[^1];

    private static ReadOnlyMemory<byte> Write(RequestShape shape, string status, Action<Utf8JsonWriter> members, TimeSpan duration) =>
        Json.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("status", status);
            writer.WriteBoolean("sample", true);
            writer.WriteString("function_id", shape.FunctionId);
            members(writer);
            writer.WriteMilliseconds("duration_ms", duration);
            writer.WriteEndObject();
        });
}
