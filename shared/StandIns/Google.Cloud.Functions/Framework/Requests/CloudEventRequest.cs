using System.Net.Mime;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.Http;
using Microsoft.AspNetCore.Http;

namespace Google.Cloud.Functions.Framework.Requests;

/// <summary>A CloudEvent in a request: its attributes in headers (binary mode), or all of it in the body (structured mode).</summary>
internal static class CloudEventRequest
{
    private const string StructuredMediaType = "application/cloudevents";
    private const string BatchMediaType = "application/cloudevents-batch";

    /// <summary>Whether the request carries one event, in either mode.</summary>
    public static bool IsCloudEvent(HttpRequest request) =>
        request.Headers.ContainsKey(HttpUtilities.SpecVersionHttpHeader) || IsStructured(request);

    /// <summary>Reads the event.</summary>
    /// <exception cref="ArgumentException">The event lacks a required attribute, or one is wrong.</exception>
    public static async Task<CloudEvent> ReadAsync(HttpRequest request, CloudEventFormatter formatter)
    {
        if (IsStructured(request))
        {
            var contentType = new ContentType(request.ContentType!);
            return await formatter.DecodeStructuredModeMessageAsync(request.Body, contentType, extensionAttributes: null);
        }

        var cloudEvent = ReadAttributes(request);
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        formatter.DecodeBinaryModeEventData(body.ToArray(), cloudEvent);
        return cloudEvent.Validate();
    }

    private static CloudEvent ReadAttributes(HttpRequest request)
    {
        var versionId = request.Headers[HttpUtilities.SpecVersionHttpHeader];
        var version = CloudEventsSpecVersion.FromVersionId(versionId)
            ?? throw new ArgumentException($"Unknown CloudEvents spec version '{versionId}'", nameof(request));
        var cloudEvent = new CloudEvent(version);
        foreach (var (name, value) in request.Headers)
        {
            if (HttpUtilities.GetAttributeNameFromHeaderName(name) is { } attribute
                && attribute != CloudEventsSpecVersion.SpecVersionAttribute.Name)
            {
                cloudEvent.SetAttributeFromString(attribute, HttpUtilities.DecodeHeaderValue(value[0] ?? ""));
            }
        }

        cloudEvent.DataContentType = request.ContentType;
        return cloudEvent;
    }

    private static bool IsStructured(HttpRequest request) =>
        request.ContentType is { } contentType &&
        contentType.StartsWith(StructuredMediaType, StringComparison.OrdinalIgnoreCase) &&
        !contentType.StartsWith(BatchMediaType, StringComparison.OrdinalIgnoreCase);
}
