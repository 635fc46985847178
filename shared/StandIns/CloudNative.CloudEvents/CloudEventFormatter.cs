using System.Net.Mime;

namespace CloudNative.CloudEvents;

/// <summary>Reads and writes the data of events, and whole events in structured mode.</summary>
public abstract class CloudEventFormatter
{
    /// <summary>Reads an event whose attributes and data are in one body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="contentType">Its media type.</param>
    /// <param name="extensionAttributes">Extensions whose values are not plain strings.</param>
    public abstract CloudEvent DecodeStructuredModeMessage(ReadOnlyMemory<byte> body, ContentType? contentType, IEnumerable<CloudEventAttribute>? extensionAttributes);

    /// <summary>As <see cref="DecodeStructuredModeMessage"/>, from a stream.</summary>
    public virtual async Task<CloudEvent> DecodeStructuredModeMessageAsync(Stream body, ContentType? contentType, IEnumerable<CloudEventAttribute>? extensionAttributes)
    {
        ArgumentNullException.ThrowIfNull(body);
        using var buffer = new MemoryStream();
        await body.CopyToAsync(buffer);
        return DecodeStructuredModeMessage(buffer.ToArray(), contentType, extensionAttributes);
    }

    /// <summary>Writes an event into one body.</summary>
    public abstract ReadOnlyMemory<byte> EncodeStructuredModeMessage(CloudEvent cloudEvent, out ContentType contentType);

    /// <summary>Reads the data of an event whose attributes are already known.</summary>
    public abstract void DecodeBinaryModeEventData(ReadOnlyMemory<byte> body, CloudEvent cloudEvent);

    /// <summary>Writes the data of an event.</summary>
    public abstract ReadOnlyMemory<byte> EncodeBinaryModeEventData(CloudEvent cloudEvent);

    /// <summary>The event's own media type; without one, what this formatter would write.</summary>
    public virtual string? GetOrInferDataContentType(CloudEvent cloudEvent)
    {
        ArgumentNullException.ThrowIfNull(cloudEvent);
        return cloudEvent.DataContentType ?? (cloudEvent.Data is { } data ? InferDataContentType(data) : null);
    }

    /// <summary>The media type that this formatter would write the data in; null when it has no opinion.</summary>
    protected virtual string? InferDataContentType(object data) => null;
}
