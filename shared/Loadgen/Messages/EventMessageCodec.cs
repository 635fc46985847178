using System.Text.Json;
using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Runs;
using Loadgen.Serialization;
using Loadgen.Trace;

namespace Loadgen.Messages;

/// <summary>The JSON form of an <see cref="EventMessage"/> and its attributes (contract, section 8).</summary>
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
    /// <param name="data">The message's data.</param>
    /// <param name="configuration">The experiment that the reader is configured for.</param>
    /// <exception cref="MessageFormatException">It is anything else; the exception says what.</exception>
    public static EventMessage Decode(ReadOnlyMemory<byte> data, LoadgenConfiguration configuration)
    {
        try
        {
            return Read(data, configuration);
        }
        catch (JsonFormatException e)
        {
            throw new MessageFormatException(e.Message, e);
        }
    }

    private static EventMessage Read(ReadOnlyMemory<byte> data, LoadgenConfiguration configuration)
    {
        using var document = MessageJson.Parse(data);
        var root = document.RootElement;
        if (root.ValueKind is not JsonValueKind.Object)
            throw new MessageFormatException($"The event is a JSON {root.ValueKind}; allowed is an object.");

        var version = root.PositiveInteger("schema_version");
        if (version != SchemaVersion)
            throw new MessageFormatException($"The event has schema version {version}; allowed is {SchemaVersion}.");

        var run = RunCodec.Read(root.Member("run", JsonValueKind.Object));
        RequireOwn(run, configuration);
        return new(run, ReadEvent(root, run), root.Object("payload"));
    }

    private static void RequireOwn(Run run, LoadgenConfiguration configuration)
    {
        if (run.ExperimentId != configuration.ExperimentId || run.Scenario != configuration.Scenario)
        {
            throw new MessageFormatException(
                $"The event is of experiment '{MessageJson.Quote(run.ExperimentId)}', scenario {run.Scenario}; "
                + $"allowed is '{configuration.ExperimentId}', scenario {configuration.Scenario}.");
        }
    }

    private static PlannedEvent ReadEvent(JsonElement root, Run run)
    {
        var eventId = root.Text("event_id");
        var functionId = root.Text("function_id");
        var index = root.PositiveInteger("invocation_index");
        if (!TraceFunction.DefaultMix.Any(function => function.Id == functionId))
        {
            throw new MessageFormatException(
                $"The event's function is '{MessageJson.Quote(functionId)}'; allowed are "
                + $"{string.Join(", ", TraceFunction.DefaultMix.Select(function => function.Id))}.");
        }

        var expected = EventId.Format(run.ExperimentId, run.TraceHour, functionId, index);
        if (eventId != expected)
            throw new MessageFormatException($"The event's event_id is '{MessageJson.Quote(eventId)}'; its other members make it '{expected}'.");

        var text = root.Text("scheduled_time_utc");
        if (!Instant.TryParse(text, out var scheduled) || TraceHour.Containing(scheduled) != run.TraceHour)
            throw new MessageFormatException($"The event's scheduled_time_utc is '{MessageJson.Quote(text)}'; allowed is a moment within {run.TraceHour}.");

        return new(eventId, functionId, index, scheduled);
    }
}
