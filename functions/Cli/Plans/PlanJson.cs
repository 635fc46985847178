using System.Text.Json;
using Loadgen.Clocks;
using Loadgen.Serialization;

namespace Loadgen.Cli.Plans;

/// <summary>Previews for other programs: one array of all their events.</summary>
internal static class PlanJson
{
    /// <summary>An hour can have a million events, of which few are in memory.</summary>
    private const int MostPending = 64 * 1024;

    public static void Write(IEnumerable<TracePreview> previews, Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var preview in previews)
        {
            foreach (var previewed in preview.Events)
            {
                Write(preview, previewed, writer);
                if (writer.BytesPending > MostPending)
                    writer.Flush();
            }
        }

        writer.WriteEndArray();
    }

    private static void Write(TracePreview preview, PreviewedEvent previewed, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("experiment_id", preview.Configuration.ExperimentId);
        writer.WriteString("scenario", preview.Configuration.Scenario.ToString());
        writer.WriteString("event_id", previewed.Event.EventId);
        writer.WriteString("function_id", previewed.Event.FunctionId);
        writer.WriteNumber("invocation_index", previewed.Event.InvocationIndex);
        writer.WriteInstant("scheduled_time_utc", previewed.Event.ScheduledTime);
        writer.WriteString("region", previewed.Route?.Region);
        writer.WriteString("url", previewed.Url);
        writer.WriteString("deadline", previewed.Deadline is { } deadline ? Instant.ToSeconds(deadline) : null);
        writer.WritePropertyName("payload");
        previewed.Payload.WriteTo(writer);
        writer.WriteEndObject();
    }
}
