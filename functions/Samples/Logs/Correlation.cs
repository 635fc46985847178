using System.Text.Json;

namespace Loadgen.Samples.Logs;

/// <summary>The members that every payload carries besides its work. A request made by hand may lack them.</summary>
public sealed record Correlation
{
    /// <summary>A request that says nothing about where it comes from.</summary>
    public static Correlation None { get; } = new();

    /// <summary><c>experiment_id</c>.</summary>
    public string? ExperimentId { get; init; }

    /// <summary><c>scenario</c>.</summary>
    public string? Scenario { get; init; }

    /// <summary><c>event_id</c>.</summary>
    public string? EventId { get; init; }

    /// <summary><c>trace_hour</c>.</summary>
    public string? TraceHour { get; init; }

    /// <summary><c>dispatch_sent_time_utc</c>, as it was sent.</summary>
    public string? DispatchSentTime { get; init; }

    /// <summary>Writes all five, the absent ones as <c>null</c>.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteString("experiment_id", ExperimentId);
        writer.WriteString("scenario", Scenario);
        writer.WriteString("event_id", EventId);
        writer.WriteString("trace_hour", TraceHour);
        writer.WriteString("dispatch_sent_time_utc", DispatchSentTime);
    }
}
