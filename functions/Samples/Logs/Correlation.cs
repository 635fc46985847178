using System.Diagnostics;
using System.Text.Json;
using Loadgen.Configuration;
using Loadgen.Telemetry;

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

    /// <summary>From the header <c>traceparent</c>; the default where there is none.</summary>
    public ActivityContext Parent { get; init; }

    /// <summary>The trace of <see cref="Parent"/>; <see langword="null"/> where there is none.</summary>
    public string? TraceId => Parent == default ? null : Parent.TraceId.ToHexString();

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

    /// <summary>Says of a span which event's it is.</summary>
    public void WriteTo(Span span)
    {
        if (span.IsRecorded)
            span.SetEvent(Scenario, RunId, EventId, Trace.EventId.FunctionOf(EventId));
    }

    /// <summary>What a log entry about the request is about. An event that came without its trace is known by its payload.</summary>
    public LogScope About()
    {
        var about = new LogScope { Scenario = Scenario, RunId = RunId, EventId = EventId };
        if (TraceId is { } trace)
            about.Trace = new(trace, Parent.SpanId.ToHexString());
        else if (EventId is not null && RunId is not null && ScenarioName.Find(Scenario ?? "") is { } scenario)
            about.SetEvent(scenario, RunId, EventId);
        return about;
    }
}
