using System.Collections;
using Loadgen.Calls;
using Loadgen.Configuration;

namespace Loadgen.Telemetry;

/// <summary>
/// What the entries of a log are about, as far as it is known. A scope of loggers, which is filled in while the work goes on that it was
/// opened for.
/// </summary>
public sealed class LogScope : IEnumerable<KeyValuePair<string, object?>>
{
    private Scenario? _ofEvent;

    /// <summary>
    /// The place in a trace; <see langword="null"/>: wherever the request is that is being answered. An event's is computed when an entry
    /// asks for it: most events have none but their line.
    /// </summary>
    public TraceContext? Trace
    {
        get => field ??= _ofEvent is { } scenario ? TraceContext.Of(scenario, RunId!, EventId!) : null;
        set;
    }

    /// <summary>The event.</summary>
    public string? EventId { get; set; }

    /// <summary>The run.</summary>
    public string? RunId { get; set; }

    /// <summary>The scenario, <c>A</c>, <c>B</c> or <c>C</c>.</summary>
    public string? Scenario { get; set; }

    /// <summary>What entries can be found by: <c>event_id</c>, <c>run_id</c>, <c>scenario</c>, those of them that are known.</summary>
    public IEnumerable<KeyValuePair<string, string>> Labels =>
        from label in new (string Name, string? Value)[] { ("event_id", EventId), ("run_id", RunId), ("scenario", Scenario) }
        where label.Value is not null
        select KeyValuePair.Create(label.Name, label.Value);

    /// <summary>From here on it is about a run.</summary>
    public void SetRun(Scenario scenario, string runId) => (Scenario, RunId) = (scenario.ToString(), runId);

    /// <summary>From here on it is about an event.</summary>
    public void SetEvent(Scenario scenario, string runId, string eventId)
    {
        SetRun(scenario, runId);
        (_ofEvent, EventId, Trace) = (scenario, eventId, null);
    }

    /// <summary>The labels, for loggers that know nothing of traces.</summary>
    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() =>
        Labels.Select(label => new KeyValuePair<string, object?>(label.Key, label.Value)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
