using System.Net.Mime;
using System.Text;
using System.Text.Json;

namespace CloudNative.CloudEvents.SystemTextJson;

/// <summary>Reads and writes events as JSON. JSON data becomes a <see cref="JsonElement"/>, text a string, anything else bytes.</summary>
public class JsonEventFormatter : CloudEventFormatter
{
    /// <summary>The property of a structured event that holds binary data.</summary>
    protected const string DataBase64PropertyName = "data_base64";

    /// <summary>The property of a structured event that holds any other data.</summary>
    protected const string DataPropertyName = "data";

    private const string JsonMediaType = "application/json";
    private const string SpecVersionPropertyName = "specversion";

    /// <inheritdoc />
    public override CloudEvent DecodeStructuredModeMessage(ReadOnlyMemory<byte> body, ContentType? contentType, IEnumerable<CloudEventAttribute>? extensionAttributes)
    {
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
            throw new ArgumentException($"A structured CloudEvent is a JSON object, not {root.ValueKind}.", nameof(body));
        if (!root.TryGetProperty(SpecVersionPropertyName, out var versionId) || versionId.ValueKind != JsonValueKind.String)
            throw new ArgumentException("A structured CloudEvent names its specversion.", nameof(body));

        var version = CloudEventsSpecVersion.FromVersionId(versionId.GetString()) ??
            throw new ArgumentException($"Unsupported CloudEvents spec version '{versionId}'", nameof(body));
        var cloudEvent = new CloudEvent(version, extensionAttributes);
        foreach (var property in root.EnumerateObject().Where(IsAttribute))
            cloudEvent.SetAttributeFromString(property.Name, AttributeText(property));

        DecodeStructuredModeData(root, cloudEvent);
        return cloudEvent.IsValid ? cloudEvent : throw new ArgumentException("The CloudEvent lacks required attributes.", nameof(body));
    }

    /// <inheritdoc />
    public override ReadOnlyMemory<byte> EncodeStructuredModeMessage(CloudEvent cloudEvent, out ContentType contentType)
    {
        ArgumentNullException.ThrowIfNull(cloudEvent);
        contentType = new ContentType("application/cloudevents+json") { CharSet = Encoding.UTF8.WebName };
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString(SpecVersionPropertyName, cloudEvent.SpecVersion.VersionId);
            foreach (var (attribute, value) in cloudEvent.GetPopulatedAttributes())
                writer.WriteString(attribute.Name, attribute.Format(value));

            if (cloudEvent.Data is not null)
            {
                if (cloudEvent.DataContentType is null && GetOrInferDataContentType(cloudEvent) is { } inferred)
                    writer.WriteString(cloudEvent.SpecVersion.DataContentTypeAttribute.Name, inferred);
                EncodeStructuredModeData(cloudEvent, writer);
            }

            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <inheritdoc />
    public override void DecodeBinaryModeEventData(ReadOnlyMemory<byte> body, CloudEvent cloudEvent)
    {
        ArgumentNullException.ThrowIfNull(cloudEvent);
        var mediaType = MediaType(cloudEvent);
        if (string.Equals(mediaType, JsonMediaType, StringComparison.OrdinalIgnoreCase))
            cloudEvent.Data = body.IsEmpty ? null : JsonElement.Parse(body.Span);
        else if (mediaType.StartsWith("text/", StringComparison.OrdinalIgnoreCase))
            cloudEvent.Data = Encoding.UTF8.GetString(body.Span);
        else
            cloudEvent.Data = body.ToArray();
    }

    /// <inheritdoc />
    public override ReadOnlyMemory<byte> EncodeBinaryModeEventData(CloudEvent cloudEvent)
    {
        ArgumentNullException.ThrowIfNull(cloudEvent);
        return cloudEvent.Data switch
        {
            null => ReadOnlyMemory<byte>.Empty,
            byte[] bytes => bytes,
            var data when IsJsonMediaType(MediaType(cloudEvent)) => JsonSerializer.SerializeToUtf8Bytes(data),
            string text => Encoding.UTF8.GetBytes(text),
            var data => throw Unwritable(data, cloudEvent),
        };
    }

    /// <summary>Reads <c>data_base64</c>.</summary>
    protected virtual void DecodeStructuredModeDataBase64Property(JsonElement dataBase64Element, CloudEvent cloudEvent)
    {
        ArgumentNullException.ThrowIfNull(cloudEvent);
        cloudEvent.Data = dataBase64Element.GetBytesFromBase64();
    }

    /// <summary>Reads <c>data</c>.</summary>
    protected virtual void DecodeStructuredModeDataProperty(JsonElement dataElement, CloudEvent cloudEvent)
    {
        ArgumentNullException.ThrowIfNull(cloudEvent);
        cloudEvent.Data = IsJsonMediaType(MediaType(cloudEvent)) ? dataElement.Clone() : dataElement.GetString();
    }

    /// <summary>Writes <c>data</c> or <c>data_base64</c>.</summary>
    protected virtual void EncodeStructuredModeData(CloudEvent cloudEvent, Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(cloudEvent);
        ArgumentNullException.ThrowIfNull(writer);
        if (cloudEvent.Data is byte[] bytes)
        {
            writer.WriteBase64String(DataBase64PropertyName, bytes);
            return;
        }

        writer.WritePropertyName(DataPropertyName);
        if (IsJsonMediaType(MediaType(cloudEvent)))
            JsonSerializer.Serialize(writer, cloudEvent.Data);
        else
            writer.WriteStringValue(cloudEvent.Data as string ?? throw Unwritable(cloudEvent.Data!, cloudEvent));
    }

    /// <inheritdoc />
    protected override string? InferDataContentType(object data) => data is byte[]? null : JsonMediaType;

    /// <summary>Whether data of that media type is JSON.</summary>
    protected virtual bool IsJsonMediaType(string mediaType)
    {
        ArgumentNullException.ThrowIfNull(mediaType);
        return mediaType.EndsWith("/json", StringComparison.OrdinalIgnoreCase) || mediaType.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsAttribute(JsonProperty property) =>
        property.Name is not (SpecVersionPropertyName or DataPropertyName or DataBase64PropertyName) && property.Value.ValueKind != JsonValueKind.Null;

    private static string AttributeText(JsonProperty property) => property.Value.ValueKind switch
    {
        JsonValueKind.String => property.Value.GetString()!,
        JsonValueKind.True or JsonValueKind.False or JsonValueKind.Number => property.Value.GetRawText(),
        var kind => throw new ArgumentException($"The CloudEvent attribute '{property.Name}' cannot be {kind}.", nameof(property)),
    };

    private static string MediaType(CloudEvent cloudEvent) => new ContentType(cloudEvent.DataContentType ?? JsonMediaType).MediaType;

    private static ArgumentException Unwritable(object data, CloudEvent cloudEvent) =>
        new($"Data of type {data.GetType()} cannot be written as '{cloudEvent.DataContentType}'.", nameof(cloudEvent));

    private void DecodeStructuredModeData(JsonElement root, CloudEvent cloudEvent)
    {
        var hasText = root.TryGetProperty(DataPropertyName, out var data) && data.ValueKind != JsonValueKind.Null;
        var hasBinary = root.TryGetProperty(DataBase64PropertyName, out var base64) && base64.ValueKind != JsonValueKind.Null;
        if (hasText && hasBinary)
            throw new ArgumentException($"A structured CloudEvent holds {DataPropertyName} or {DataBase64PropertyName}, not both.", nameof(root));

        if (hasBinary)
        {
            DecodeStructuredModeDataBase64Property(base64, cloudEvent);
        }
        else if (hasText)
        {
            cloudEvent.DataContentType ??= JsonMediaType;
            DecodeStructuredModeDataProperty(data, cloudEvent);
        }
    }
}
