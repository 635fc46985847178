using System.Net.Mime;
using System.Text;
using System.Text.Json;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using Google.Protobuf;

namespace Google.Events.Protobuf;

/// <summary>Reads and writes events whose data is a protobuf message, as protobuf's JSON. Fields it does not know are ignored.</summary>
/// <typeparam name="T">The message.</typeparam>
public class ProtobufJsonCloudEventFormatter<T> : JsonEventFormatter
    where T : class, IMessage<T>, new()
{
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    /// <summary>Reads JSON, or protobuf's own encoding where the content type says so. An empty body is no data at all.</summary>
    /// <exception cref="InvalidProtocolBufferException">The body is not such a message.</exception>
    public override void DecodeBinaryModeEventData(ReadOnlyMemory<byte> body, CloudEvent cloudEvent)
    {
        ArgumentNullException.ThrowIfNull(cloudEvent);
        if (body.IsEmpty)
            cloudEvent.Data = null;
        else if (cloudEvent.DataContentType is { } contentType && new ContentType(contentType).MediaType is "application/protobuf")
            cloudEvent.Data = new MessageParser<T>(() => new T()).ParseFrom(body.Span);
        else
            cloudEvent.Data = Parser.Parse<T>(Encoding.UTF8.GetString(body.Span));
    }

    /// <inheritdoc />
    public override ReadOnlyMemory<byte> EncodeBinaryModeEventData(CloudEvent cloudEvent)
    {
        ArgumentNullException.ThrowIfNull(cloudEvent);
        return cloudEvent.Data is T data ? Encoding.UTF8.GetBytes(JsonFormatter.Default.Format(data)) : ReadOnlyMemory<byte>.Empty;
    }

    /// <inheritdoc />
    protected override void EncodeStructuredModeData(CloudEvent cloudEvent, Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(cloudEvent);
        ArgumentNullException.ThrowIfNull(writer);
        writer.WritePropertyName(DataPropertyName);
        writer.WriteRawValue(JsonFormatter.Default.Format((T)cloudEvent.Data!));
    }

    /// <inheritdoc />
    protected override void DecodeStructuredModeDataProperty(JsonElement dataElement, CloudEvent cloudEvent)
    {
        ArgumentNullException.ThrowIfNull(cloudEvent);
        cloudEvent.Data = dataElement.ValueKind == JsonValueKind.Object
            ? Parser.Parse<T>(dataElement.GetRawText())
            : throw new InvalidOperationException("The event's data is not a JSON object.");
    }

    /// <inheritdoc />
    protected override void DecodeStructuredModeDataBase64Property(JsonElement dataBase64Element, CloudEvent cloudEvent) =>
        throw new InvalidOperationException("The event's data is not JSON.");
}
