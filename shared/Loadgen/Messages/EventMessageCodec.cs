using System.Runtime.InteropServices;
using System.Text.Json;
using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Runs;
using Loadgen.Serialization;
using Loadgen.Trace;
using Loadgen.Workloads.Files;

namespace Loadgen.Messages;

/// <summary>The message of an event; shared/Loadgen/README.md shows its data and its attributes.</summary>
public static class EventMessageCodec
{
    private const string PayloadMember = "payload";

    /// <summary>The attribute in which Pub/Sub's own clients pass a <c>traceparent</c> on.</summary>
    private const string TraceParent = "googclient_traceparent";

    private const int SchemaVersion = 2;

    /// <summary>Version 0.9 knew the four built-in functions alone, and said nothing of where they may run.</summary>
    private const int SchemaWithoutTraits = 1;

    private const int LongestEventId = 300;

    /// <summary>
    /// The message as it is published. Attributes are for filters and for people: all that the invoker reads of them is the place in the
    /// trace.
    /// </summary>
    public static TopicMessage Encode(EventMessage message)
    {
        var attributes = new Dictionary<string, string>
        {
            ["event_id"] = message.Event.EventId,
            ["run_id"] = message.Run.RunId,
            ["experiment_id"] = message.Run.ExperimentId,
            ["scenario"] = message.Run.Scenario.ToString(),
            ["trace_hour"] = message.Run.TraceHour.ToString(),
            ["function_id"] = message.Event.FunctionId,
            ["not_before"] = Instant.ToMilliseconds(message.Event.ScheduledTime),
        };
        if (message.TraceParent is { } traceParent)
            attributes[TraceParent] = traceParent;
        return new($"the event '{message.Event.EventId}'", Json.Write(writer => Write(writer, message)), attributes);
    }

    /// <summary>Reads a message as <see cref="Encode"/> made it.</summary>
    /// <inheritdoc cref="Decode(ReadOnlyMemory{byte}, LoadgenConfiguration)"/>
    public static EventMessage Decode(
        ReadOnlyMemory<byte> data, IReadOnlyDictionary<string, string> attributes, LoadgenConfiguration configuration) =>
        Decode(data, configuration) with { TraceParent = attributes.GetValueOrDefault(TraceParent) };

    /// <summary>
    /// Reads a message's data, which must be one that this experiment's planner could have written. The run's log object is not the
    /// message's to name: it is the one that <paramref name="configuration"/> gives the run.
    /// </summary>
    /// <param name="configuration">The experiment that the reader is configured for.</param>
    /// <exception cref="MessageFormatException">It is anything else; the exception says what.</exception>
    public static EventMessage Decode(ReadOnlyMemory<byte> data, LoadgenConfiguration configuration) =>
        MessageData.Read("The event", data, root => Read(root, configuration));

    private static void Write(Utf8JsonWriter writer, EventMessage message)
    {
        writer.WriteStartObject();
        writer.WriteNumber("schema_version", SchemaVersion);
        writer.WriteStartObject("run");
        RunCodec.WriteMembers(writer, message.Run);
        writer.WriteEndObject();
        writer.WriteString("event_id", message.Event.EventId);
        writer.WriteString("function_id", message.Event.FunctionId);
        writer.WriteString("target", message.Function.Target);
        writer.WriteString("accelerator", message.Function.Accelerator.ToName());
        writer.WriteBoolean("delayable", message.Function.Delayable);
        writer.WriteNumber("invocation_index", message.Event.InvocationIndex);
        writer.WriteInstant("scheduled_time_utc", message.Event.ScheduledTime);
        writer.WritePropertyName(PayloadMember);
        writer.WriteRawValue(message.Payload.Span, skipInputValidation: true);
        writer.WriteEndObject();
    }

    private static EventMessage Read(JsonElement root, LoadgenConfiguration configuration)
    {
        var version = root.Whole("schema_version");
        if (version is not (SchemaVersion or SchemaWithoutTraits))
            throw new JsonFormatException($"it has schema version {version}; allowed are {SchemaWithoutTraits} and {SchemaVersion}");

        var run = RunCodec.Read(
            root.Member("run", JsonValueKind.Object),
            run => LogObjectName.Of(configuration.Log, run.ExperimentId, run.Scenario, run.TraceHour, run.RunId));
        RequireOwn(run, configuration);
        var planned = ReadEvent(root, run);
        var function = version == SchemaWithoutTraits ? TraitsOf(planned.FunctionId) : ReadTraits(root);
        return new(run, planned, function, ReadPayload(root));
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
        var functionId = ReadName(root, "function_id");
        var index = root.Whole("invocation_index");
        var expected = EventId.Format(run.ExperimentId, run.TraceHour, functionId, index);
        if (eventId != expected)
            throw new JsonFormatException($"its event_id is {Excerpt.Quoted(eventId)}; its other members make it '{expected}'");
        if (eventId.Length > LongestEventId)
            throw new JsonFormatException($"its event_id has {eventId.Length} characters; allowed are {LongestEventId}");

        var text = root.Text("scheduled_time_utc");
        return Instant.TryParse(text, out var scheduled) && TraceHour.Containing(scheduled) == run.TraceHour
            ? new(eventId, functionId, index, scheduled)
            : throw JsonFormatException.Wrong("scheduled_time_utc", text, $"is a moment within {run.TraceHour}");
    }

    private static ReadOnlyMemory<byte> ReadPayload(JsonElement root)
    {
        var payload = root.Member(PayloadMember, JsonValueKind.Object);
        return payload.TryGetProperty(Payload.SentTime, out _)
            ? throw new JsonFormatException($"its {PayloadMember} has a '{Payload.SentTime}'; allowed is none before it is sent")
            : JsonMarshal.GetRawUtf8Value(payload).ToArray();
    }

    private static FunctionTraits ReadTraits(JsonElement root) =>
        new(ReadName(root, "target"), AcceleratorName.Read(root, "accelerator"), root.Flag("delayable"));

    private static FunctionTraits TraitsOf(string functionId) => functionId switch
    {
        BuiltInWorkload.HealthCheck => new(functionId, Delayable: false),
        BuiltInWorkload.VideoTranscoder => new(functionId, Accelerator.Gpu),
        _ => new(functionId),
    };

    private static string ReadName(JsonElement root, string name)
    {
        var text = root.Text(name);
        return FunctionName.IsValid(text) ? text : throw JsonFormatException.Wrong(name, text, $"are {FunctionName.Allowed}");
    }
}
