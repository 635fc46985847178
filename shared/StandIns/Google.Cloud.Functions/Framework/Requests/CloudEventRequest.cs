using System.Net.Mime;
using Microsoft.AspNetCore.Http;

namespace CloudNative.CloudEvents.AspNetCore;

/// <summary>Reads events from ASP.NET's requests.</summary>
public static class HttpRequestExtensions
{
    private const string SpecVersionHeader = HeaderPrefix + "specversion";
    private const string HeaderPrefix = "ce-";
    private const string StructuredMediaType = "application/cloudevents";
    private const string BatchMediaType = "application/cloudevents-batch";

    /// <summary>Whether the request carries one event, in either mode.</summary>
    public static bool IsCloudEvent(this HttpRequest httpRequest)
    {
        ArgumentNullException.ThrowIfNull(httpRequest);
        return httpRequest.Headers.ContainsKey(SpecVersionHeader) || IsStructured(httpRequest);
    }

    /// <summary>Reads the event that a request carries.</summary>
    /// <param name="httpRequest">The request.</param>
    /// <param name="formatter">Reads the data.</param>
    /// <param name="extensionAttributes">Extensions whose values are not plain strings.</param>
    /// <exception cref="ArgumentException">The request carries no event, or one with a missing or wrong attribute.</exception>
    public static Task<CloudEvent> ToCloudEventAsync(this HttpRequest httpRequest, CloudEventFormatter formatter, params CloudEventAttribute[]? extensionAttributes) =>
        ToCloudEventAsync(httpRequest, formatter, (IEnumerable<CloudEventAttribute>?)extensionAttributes);

    /// <inheritdoc cref="ToCloudEventAsync(HttpRequest, CloudEventFormatter, CloudEventAttribute[])" />
    public static async Task<CloudEvent> ToCloudEventAsync(this HttpRequest httpRequest, CloudEventFormatter formatter, IEnumerable<CloudEventAttribute>? extensionAttributes)
    {
        ArgumentNullException.ThrowIfNull(httpRequest);
        ArgumentNullException.ThrowIfNull(formatter);
        if (IsStructured(httpRequest))
            return await formatter.DecodeStructuredModeMessageAsync(httpRequest.Body, new ContentType(httpRequest.ContentType!), extensionAttributes);

        var cloudEvent = ReadAttributes(httpRequest, extensionAttributes);
        using var body = new MemoryStream();
        await httpRequest.Body.CopyToAsync(body);
        formatter.DecodeBinaryModeEventData(body.ToArray(), cloudEvent);
        return cloudEvent.IsValid ? cloudEvent : throw new ArgumentException("The request's CloudEvent lacks required attributes.", nameof(httpRequest));
    }

    private static CloudEvent ReadAttributes(HttpRequest httpRequest, IEnumerable<CloudEventAttribute>? extensionAttributes)
    {
        var versionId = httpRequest.Headers[SpecVersionHeader];
        if (versionId.Count == 0)
            throw new ArgumentException($"The request carries no CloudEvent: it has neither a {SpecVersionHeader} header nor a suitable content type.", nameof(httpRequest));

        var version = CloudEventsSpecVersion.FromVersionId(versionId[0]) ??
            throw new ArgumentException($"Unknown CloudEvents spec version '{versionId}'", nameof(httpRequest));
        var cloudEvent = new CloudEvent(version, extensionAttributes);
        foreach (var (name, value) in httpRequest.Headers)
        {
            if (name.StartsWith(HeaderPrefix, StringComparison.OrdinalIgnoreCase) && !name.Equals(SpecVersionHeader, StringComparison.OrdinalIgnoreCase))
                cloudEvent.SetAttributeFromString(name[HeaderPrefix.Length..].ToLowerInvariant(), Uri.UnescapeDataString(value[0] ?? ""));
        }

        cloudEvent.DataContentType = httpRequest.ContentType;
        return cloudEvent;
    }

    private static bool IsStructured(HttpRequest httpRequest) =>
        httpRequest.ContentType is { } contentType &&
        contentType.StartsWith(StructuredMediaType, StringComparison.OrdinalIgnoreCase) &&
        !contentType.StartsWith(BatchMediaType, StringComparison.OrdinalIgnoreCase);
}
