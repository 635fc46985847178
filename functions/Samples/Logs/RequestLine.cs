using System.Text;
using System.Text.Json;
using Loadgen.Clocks;
using Loadgen.Cloud.Logging;
using Loadgen.Serialization;
using Microsoft.AspNetCore.Http;

namespace Loadgen.Samples.Logs;

/// <summary>
/// What a sample logs of one request, so that it can be joined with the load generator's line of the same event. Its members have the names
/// that are usual for functions' logs.
/// </summary>
public sealed record RequestLine
{
    /// <summary>The function that answered: one of the trace's, or <c>dispatcher</c>.</summary>
    public required string FunctionId { get; init; }

    /// <summary>Which call it was, as far as the request could be read.</summary>
    public required Correlation Correlation { get; init; }

    /// <summary>When the request was taken up.</summary>
    public required DateTimeOffset Received { get; init; }

    /// <summary>When its answer was ready to be sent.</summary>
    public required DateTimeOffset Finished { get; init; }

    /// <summary>The time in between, by a monotonic clock.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The process's CPU time in between: other requests' as well, where some are answered at the same time.</summary>
    public required TimeSpan Cpu { get; init; }

    /// <summary>The most bytes that the process ever had in memory.</summary>
    public required long PeakMemory { get; init; }

    /// <summary>The body's size; <see langword="null"/> where it was not read to its end.</summary>
    public required long? RequestBytes { get; init; }

    /// <summary>The answer's size; <see langword="null"/> where the sample gave none.</summary>
    public required long? ResponseBytes { get; init; }

    /// <summary>The HTTP status of the answer; 499 where the caller hung up before there was one.</summary>
    public required int Status { get; init; }

    /// <summary>Whether it was the first request of this host.</summary>
    public required bool ColdStart { get; init; }

    /// <summary>Where the function runs; <see langword="null"/>: nobody said.</summary>
    public required string? Region { get; init; }

    /// <summary>An ID of the host that answered.</summary>
    public required string Instance { get; init; }

    /// <summary>What a dispatcher decided; <see langword="null"/> of other samples.</summary>
    public DispatchDecision? Decision { get; init; }

    /// <summary>What went wrong; <see langword="null"/> where nothing did.</summary>
    public string? Error { get; init; }

    /// <summary>How bad it is: what the function did wrong is worse than what it was asked.</summary>
    public Severity Severity => this switch
    {
        { Status: >= StatusCodes.Status500InternalServerError } => Severity.Error,
        { Error: not null } => Severity.Warning,
        _ => Severity.Info,
    };

    /// <summary>The JSON text, without the newline.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Json.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("message", "sample_request");
        writer.WriteString("type", "invocation_metrics");
        writer.WriteBoolean("sample", true);
        writer.WriteString("function_id", FunctionId);
        writer.WriteString("function_name", FunctionId);
        Correlation.WriteTo(writer);
        WriteTimes(writer);
        WriteUsage(writer);
        writer.WriteBoolean("cold_start", ColdStart);
        writer.WriteNumber("status_code", Status);
        writer.WriteString("region", Region);
        writer.WriteString("instance", Instance);
        Decision?.WriteTo(writer, Duration);
        writer.WriteString("error", Error);
        writer.WriteEndObject();
    }).Span);

    private void WriteTimes(Utf8JsonWriter writer)
    {
        DateTimeOffset? sent = Instant.TryParse(Correlation.DispatchSentTime, out var moment) ? moment : null;
        writer.WriteInstant("request_received_time_utc", Received);
        writer.WriteInstant("response_finished_time_utc", Finished);
        writer.WriteMilliseconds("queue_delay_ms", Received - sent);
        writer.WriteMilliseconds("end_to_end_latency_ms", Finished - sent);
        writer.WriteMilliseconds("wall_ms", Duration);
    }

    private void WriteUsage(Utf8JsonWriter writer)
    {
        writer.WriteMilliseconds("cpu_ms", Cpu);
        writer.WriteNumber("max_rss_kb", PeakMemory / 1024);
        writer.WriteNullableNumber("request_bytes", RequestBytes);
        writer.WriteNullableNumber("response_bytes", ResponseBytes);
    }
}

/// <summary>
/// Where the one line of every request goes: standard output, which Cloud Logging reads, unless it is registered otherwise.
/// </summary>
public delegate void RequestLog(RequestLine line);
