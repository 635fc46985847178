using System.Text.Json.Nodes;
using Loadgen.Clocks;
using Loadgen.Runs;
using Loadgen.Trace;

namespace Loadgen.Messages;

/// <summary>What a function is asked to do, and the members by which every log can be joined with every other.</summary>
public static class Payload
{
    /// <summary>The payload of an event, all but the moment of sending.</summary>
    /// <param name="work">What the function is asked to do.</param>
    public static JsonObject Of(JsonObject work, RunIdentity run, PlannedEvent planned)
    {
        var payload = work.DeepClone().AsObject();
        payload["experiment_id"] = run.ExperimentId;
        payload["scenario"] = run.Scenario.ToString();
        payload["run_id"] = run.RunId;
        payload["event_id"] = planned.EventId;
        payload["trace_hour"] = run.TraceHour.ToString();
        return payload;
    }

    /// <summary>A copy of <paramref name="payload"/> that says when it is sent.</summary>
    public static JsonObject WithSentTime(JsonObject payload, DateTimeOffset sentAt)
    {
        var sent = payload.DeepClone().AsObject();
        sent["dispatch_sent_time_utc"] = Instant.ToMilliseconds(sentAt);
        return sent;
    }
}
