using System.Text;
using Loadgen.Serialization;

namespace Loadgen.Samples.Logs;

/// <summary>
/// What a sample function logs of one request, so that it can be joined with the load generator's line of the same event.
/// </summary>
public sealed record RequestLine
{
    /// <summary>The function that answered: one of the trace's, or <c>dispatcher</c>.</summary>
    public required string FunctionId { get; init; }

    /// <summary>The payload's correlation members; all absent where the request could not be read.</summary>
    public required Correlation Correlation { get; init; }

    /// <summary>When the request was taken up.</summary>
    public required DateTimeOffset Received { get; init; }

    /// <summary>When its answer was ready to be sent.</summary>
    public required DateTimeOffset Finished { get; init; }

    /// <summary>The time in between, by a monotonic clock.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The HTTP status of the answer; 499 where the caller hung up before there was one.</summary>
    public required int Status { get; init; }

    /// <summary>Whether it was the first request of this host.</summary>
    public required bool ColdStart { get; init; }

    /// <summary>What went wrong; <see langword="null"/> where nothing did.</summary>
    public string? Error { get; init; }

    /// <summary>The JSON text, without the newline.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Json.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("message", "sample_request");
        writer.WriteBoolean("sample", true);
        writer.WriteString("function_id", FunctionId);
        Correlation.WriteTo(writer);
        writer.WriteInstant("received_time_utc", Received);
        writer.WriteInstant("finished_time_utc", Finished);
        writer.WriteMilliseconds("duration_ms", Duration);
        writer.WriteNumber("status", Status);
        writer.WriteBoolean("cold_start", ColdStart);
        writer.WriteString("error", Error);
        writer.WriteEndObject();
    }).Span);
}

/// <summary>
/// Where the one line of every request goes: standard output, which Cloud Logging reads, unless it is registered otherwise.
/// </summary>
public delegate void RequestLog(RequestLine line);
