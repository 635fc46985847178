using System.Text.Json;
using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Runs;
using Loadgen.Serialization;
using Loadgen.Trace;

namespace Loadgen.Messages;

/// <summary>The JSON form of an <see cref="EventMessage"/> and its attributes; shared/Loadgen/README.md shows both.</summary>
public static class EventMessageCodec
{
    private const int SchemaVersion = 1;

    /// <summary>Writes the message's data.</summary>
    public static ReadOnlyMemory<byte> Encode(EventMessage message) => Json.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("schema_version", SchemaVersion);
        writer.WritePropertyName("run");
        RunCodec.Write(writer, message.Run);
        writer.WriteString("event_id", message.Event.EventId);
        writer.WriteString("function_id", message.Event.FunctionId);
        writer.WriteNumber("invocation_index", message.Event.InvocationIndex);
        writer.WriteInstant("scheduled_time_utc", message.Event.ScheduledTime);
        writer.WritePropertyName("payload");
        message.Payload.WriteTo(writer);
        writer.WriteEndObject();
    });

    /// <summary>The message's attributes, for filters and for people. The invoker reads the data alone.</summary>
    public static IReadOnlyDictionary<string, string> Attributes(EventMessage message) => new Dictionary<string, string>
    {
        ["event_id"] = message.Event.EventId,
        ["run_id"] = message.Run.RunId,
        ["experiment_id"] = message.Run.ExperimentId,
        ["scenario"] = message.Run.Scenario.ToString(),
        ["trace_hour"] = message.Run.TraceHour.ToString(),
        ["function_id"] = message.Event.FunctionId,
        ["not_before"] = Instant.ToMilliseconds(message.Event.ScheduledTime),
    };

    /// <summary>Reads a message's data, which must be one that this experiment's planner could have written.</summary>
    /// <param name="configuration">The experiment that the reader is configured for.</param>
    /// <exception cref="MessageFormatException">It is anything else; the exception says what.</exception>
    public static EventMessage Decode(ReadOnlyMemory<byte> data, LoadgenConfiguration configuration) =>
        MessageData.Read("The event", data, root => Read(root, configuration));

    private static EventMessage Read(JsonElement root, LoadgenConfiguration configuration)
    {
        var version = root.Whole("schema_version");
        if (version != SchemaVersion)
            throw new JsonFormatException($"it has schema version {version}; allowed is {SchemaVersion}");

        var run = RunCodec.Read(root.Member("run", JsonValueKind.Object));
        RequireOwn(run, configuration);
        return new(run, ReadEvent(root, run), root.Object("payload"));
    }

    private static void RequireOwn(Run run, LoadgenConfiguration configuration)
    {
        if (run.ExperimentId != configuration.ExperimentId || run.Scenario != configuration.Scenario)
        {
            throw new JsonFormatException(
                $"it is of experiment {Excerpt.Quoted(run.ExperimentId)}, scenario {run.Scenario}; "
                + $"allowed is '{configuration.ExperimentId}', scenario {configuration.Scenario}");
        }
    }

    private static PlannedEvent ReadEvent(JsonElement root, Run run)
    {
        var eventId = root.Text("event_id");
        var functionId = root.Text("function_id");
        var index = root.Whole("invocation_index");
        var functions = TraceFunction.DefaultMix.Select(function => function.Id);
        if (!functions.Contains(functionId))
            throw JsonFormatException.Wrong("its function", functionId, $"are {string.Join(", ", functions)}");

        var expected = EventId.Format(run.ExperimentId, run.TraceHour, functionId, index);
        if (eventId != expected)
            throw new JsonFormatException($"its event_id is {Excerpt.Quoted(eventId)}; its other members make it '{expected}'");

        var text = root.Text("scheduled_time_utc");
        return Instant.TryParse(text, out var scheduled) && TraceHour.Containing(scheduled) == run.TraceHour
            ? new(eventId, functionId, index, scheduled)
            : throw JsonFormatException.Wrong("scheduled_time_utc", text, $"is a moment within {run.TraceHour}");
    }
}
