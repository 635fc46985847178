using System.Net.Http.Headers;

namespace CloudNative.CloudEvents.Http;

/// <summary>Sends events with <see cref="HttpClient"/>.</summary>
public static class HttpClientExtensions
{
    /// <summary>Writes an event as the content of a request.</summary>
    /// <param name="cloudEvent">A complete event.</param>
    /// <param name="contentMode">Attributes in the body or in headers.</param>
    /// <param name="formatter">Writes the data.</param>
    /// <exception cref="ArgumentException">The event is incomplete.</exception>
    public static HttpContent ToHttpContent(this CloudEvent cloudEvent, ContentMode contentMode, CloudEventFormatter formatter)
    {
        ArgumentNullException.ThrowIfNull(cloudEvent);
        ArgumentNullException.ThrowIfNull(formatter);
        if (!cloudEvent.IsValid)
            throw new ArgumentException("The CloudEvent lacks required attributes.", nameof(cloudEvent));

        return contentMode switch
        {
            ContentMode.Structured => Structured(cloudEvent, formatter),
            ContentMode.Binary => Binary(cloudEvent, formatter),
            _ => throw new ArgumentOutOfRangeException(nameof(contentMode), contentMode, "Structured or Binary."),
        };
    }

    private static ReadOnlyMemoryContent Structured(CloudEvent cloudEvent, CloudEventFormatter formatter)
    {
        var content = new ReadOnlyMemoryContent(formatter.EncodeStructuredModeMessage(cloudEvent, out var contentType));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType.ToString());
        return content;
    }

    private static ReadOnlyMemoryContent Binary(CloudEvent cloudEvent, CloudEventFormatter formatter)
    {
        var content = new ReadOnlyMemoryContent(formatter.EncodeBinaryModeEventData(cloudEvent));
        if (formatter.GetOrInferDataContentType(cloudEvent) is { } dataContentType)
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(dataContentType);

        content.Headers.Add(HttpHeader.Prefix + CloudEventsSpecVersion.SpecVersionAttribute.Name, cloudEvent.SpecVersion.VersionId);
        foreach (var (attribute, value) in cloudEvent.GetPopulatedAttributes())
        {
            if (attribute != cloudEvent.SpecVersion.DataContentTypeAttribute)
                content.Headers.Add(HttpHeader.Prefix + attribute.Name, HttpHeader.Encode(attribute.Format(value)));
        }

        return content;
    }
}
