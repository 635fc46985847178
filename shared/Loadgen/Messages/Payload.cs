using System.Text.Json.Nodes;
using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Runs;
using Loadgen.Trace;

namespace Loadgen.Messages;

/// <summary>What a function is asked to do, and the members by which every log can be joined with every other.</summary>
public static class Payload
{
    /// <summary>The payload of an event, all but the moment of sending.</summary>
    public static JsonObject Of(WorkloadSettings workload, Run run, PlannedEvent planned)
    {
        var payload = WorkOf(workload, planned.FunctionId);
        payload["experiment_id"] = run.ExperimentId;
        payload["scenario"] = run.Scenario.ToString();
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

    private static JsonObject WorkOf(WorkloadSettings workload, string functionId) => functionId switch
    {
        TraceFunction.HealthCheck => new() { ["check"] = "ping" },
        TraceFunction.CryptoKeyGen => new() { ["bits"] = workload.CryptoBits },
        TraceFunction.ImageConverter => new()
        {
            ["gcs_uri"] = workload.ImageUri,
            ["format"] = workload.ImageFormat,
            ["quality"] = workload.ImageQuality,
        },
        TraceFunction.VideoTranscoder => new() { ["gcs_uri"] = workload.VideoUri, ["passes"] = workload.VideoPasses },
        _ => throw new ArgumentException($"The function '{functionId}' is not one of the trace's.", nameof(functionId)),
    };
}
