using System.Text.Json;
using Google.Cloud.Functions.Framework;
using Google.Cloud.Functions.Hosting;
using Loadgen.Clocks;
using Loadgen.Samples.Dispatching;
using Loadgen.Samples.Requests;
using Loadgen.Serialization;
using Microsoft.AspNetCore.Http;

namespace Loadgen.Samples;

/// <summary>
/// Sample of scenario C's dispatcher, without intelligence: a schedule file says where and when functions run. A call that runs at once is
/// forwarded and answered with its latency. One that is put off is only answered with its time: the dispatcher does not run it later, since
/// a function has a CPU only while it answers a request.
/// </summary>
[FunctionsStartup(typeof(DispatcherStartup))]
public sealed class Dispatcher(RequestHandler requests, Schedule schedule, Forwarder forwarder, TimeProvider time) : IHttpFunction
{
    /// <summary>The deadline is written to the second, and the target time lies before it.</summary>
    private static readonly TimeSpan BeforeDeadline = TimeSpan.FromSeconds(1);

    private static readonly RequestShape Shape = new("dispatcher") { PayloadMember = DispatchCall.PayloadMember };

    /// <inheritdoc/>
    public Task HandleAsync(HttpContext context) => requests.HandleAsync(
        context, Shape, (body, stop) => DispatchAsync(body, context.Request.Headers.TraceParent, stop));

    private async Task<SampleAnswer> DispatchAsync(Payload body, string? traceParent, CancellationToken cancellationToken)
    {
        var call = DispatchCall.Read(body);
        var now = time.GetUtcNow();
        var entry = schedule.Find(call.FunctionId, HourOf(call.Payload, now));
        var url = schedule.UrlOf(call.FunctionId, entry);
        if (call.MayBeDelayed && TargetTime(now, entry, call.Deadline) is { } later)
        {
            return new("scheduled", writer => Write(writer, entry, url, later, result: null))
            {
                Decision = new(call.FunctionId, entry.TargetRegion, later, IsDelayed: true, Forwarding: TimeSpan.Zero),
            };
        }

        var result = url is null
            ? new Forwarded(null, TimeSpan.Zero, $"NoUrl: none is configured for '{call.FunctionId}' in '{entry.TargetRegion}'")
            : await forwarder.SendAsync(url, call.Payload, traceParent, schedule.ForwardTimeout, cancellationToken);
        return new(result.Error is null ? "ok" : "error", writer => Write(writer, entry, url, now, result))
        {
            Decision = new(call.FunctionId, entry.TargetRegion, now, IsDelayed: false, result.Latency),
            Error = result.Error,
        };
    }

    /// <summary>The hour of the day that the payload is planned for; without one, the present.</summary>
    private static int HourOf(Payload payload, DateTimeOffset now) =>
        (Instant.TryParse(payload.OptionalText("trace_hour"), out var hour) ? hour : now).UtcDateTime.Hour;

    /// <summary>When a shifted call is to run: before its deadline. <see langword="null"/>: at once, since no later time is left.</summary>
    private static DateTimeOffset? TargetTime(DateTimeOffset now, ScheduleEntry entry, DateTimeOffset deadline)
    {
        var shifted = now + TimeSpan.FromMinutes(entry.ShiftMinutes ?? 0);
        var latest = deadline - BeforeDeadline;
        var target = shifted < latest ? shifted : latest;
        return target > now ? target : null;
    }

    private static void Write(Utf8JsonWriter writer, ScheduleEntry entry, Uri? url, DateTimeOffset target, Forwarded? result)
    {
        writer.WriteInstant("target_time", target);
        writer.WriteString("target_region", entry.TargetRegion);
        writer.WriteString("function_url", url?.AbsoluteUri);
        writer.WriteElement("priority", entry.Priority);
        writer.WriteNullableNumber("carbon_intensity", entry.CarbonIntensity);
        writer.WriteBoolean("delay", result is null);
        writer.WriteMilliseconds("execution_latency_ms", url is null ? null : result?.Latency);
        writer.WriteNullableNumber("function_status_code", result?.StatusCode);
        writer.WriteString("error", result?.Error);
    }
}
