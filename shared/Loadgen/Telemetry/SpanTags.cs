namespace Loadgen.Telemetry;

/// <summary>What is said of spans, beside what OpenTelemetry's conventions for HTTP name.</summary>
public static class SpanTags
{
    /// <summary>The event's ID.</summary>
    public const string EventId = "loadgen.event_id";

    /// <summary>The run's ID.</summary>
    public const string RunId = "loadgen.run_id";

    /// <summary><c>A</c>, <c>B</c>, <c>C</c>.</summary>
    public const string Scenario = "loadgen.scenario";

    /// <summary>The event's function, as the workload names it.</summary>
    public const string FunctionId = "loadgen.function_id";

    /// <summary>The run's hour.</summary>
    public const string TraceHour = "loadgen.trace_hour";

    /// <summary>How many events the run has.</summary>
    public const string Events = "loadgen.events";

    /// <summary>Why a message went back to Pub/Sub.</summary>
    public const string Disposition = "loadgen.disposition";

    /// <summary>How an event ended, as its line says.</summary>
    public const string Outcome = "loadgen.outcome";

    /// <summary>From when an event was due until its request was sent, in milliseconds.</summary>
    public const string StartLag = "loadgen.start_lag_ms";

    /// <summary>What kind of failure it was (OpenTelemetry's name).</summary>
    public const string ErrorType = "error.type";
}
