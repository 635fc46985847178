using System.Text.Json;

namespace Loadgen.Samples.Logs;

/// <summary>What tells which call a request is. One made by hand may say nothing of it.</summary>
public sealed record Correlation
{
    /// <summary><c>experiment_id</c>, a member of the payload, as the next four.</summary>
    public string? ExperimentId { get; init; }

    /// <summary><c>scenario</c>.</summary>
    public string? Scenario { get; init; }

    /// <summary><c>run_id</c>.</summary>
    public string? RunId { get; init; }

    /// <summary><c>event_id</c>.</summary>
    public string? EventId { get; init; }

    /// <summary><c>trace_hour</c>.</summary>
    public string? TraceHour { get; init; }

    /// <summary>From the header <c>traceparent</c>.</summary>
    public string? TraceId { get; init; }

    /// <summary><c>dispatch_sent_time_utc</c> of the payload, as it was sent.</summary>
    public string? DispatchSentTime { get; init; }

    /// <summary>Writes all seven, the absent ones as <c>null</c>.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteString("experiment_id", ExperimentId);
        writer.WriteString("scenario", Scenario);
        writer.WriteString("run_id", RunId);
        writer.WriteString("event_id", EventId);
        writer.WriteString("trace_hour", TraceHour);
        writer.WriteString("trace_id", TraceId);
        writer.WriteString("dispatch_sent_time_utc", DispatchSentTime);
    }
}
