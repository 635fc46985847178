using System.Text.Json;
using Loadgen.Serialization;

namespace Loadgen.Cli.Plans;

/// <summary>A preview for other programs: an array of events.</summary>
internal static class PlanJson
{
    public static void Write(TracePreview preview, Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var (planned, payload, _) in preview.Events)
        {
            writer.WriteStartObject();
            writer.WriteString("event_id", planned.EventId);
            writer.WriteString("function_id", planned.FunctionId);
            writer.WriteNumber("invocation_index", planned.InvocationIndex);
            writer.WriteInstant("scheduled_time_utc", planned.ScheduledTime);
            writer.WritePropertyName("payload");
            payload.WriteTo(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
