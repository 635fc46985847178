using System.Text.Json;

namespace Loadgen.Samples.Requests;

/// <summary>The members that every payload carries besides its work. A request made by hand may lack them.</summary>
public sealed record Correlation
{
    /// <summary>A request that says nothing about where it comes from.</summary>
    public static Correlation None { get; } = new();

    /// <summary><c>experiment_id</c>.</summary>
    public string? ExperimentId { get; private init; }

    /// <summary><c>scenario</c>.</summary>
    public string? Scenario { get; private init; }

    /// <summary><c>event_id</c>.</summary>
    public string? EventId { get; private init; }

    /// <summary><c>trace_hour</c>.</summary>
    public string? TraceHour { get; private init; }

    /// <summary><c>dispatch_sent_time_utc</c>, as it was sent.</summary>
    public string? DispatchSentTime { get; private init; }

    /// <summary>Takes the members out of a payload.</summary>
    /// <exception cref="RefusedRequestException">One of them is there, but is not text.</exception>
    public static Correlation Of(Payload payload) => new()
    {
        ExperimentId = payload.OptionalText("experiment_id"),
        Scenario = payload.OptionalText("scenario"),
        EventId = payload.OptionalText("event_id"),
        TraceHour = payload.OptionalText("trace_hour"),
        DispatchSentTime = payload.OptionalText("dispatch_sent_time_utc"),
    };

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
