using System.Text.Json;
using System.Text.Json.Nodes;

namespace Google.Cloud.Functions.Framework.Requests;

/// <summary>
/// A Pub/Sub message as the first generation of Cloud Functions had it: its ID, time and topic in <c>context</c> or beside it, the message in <c>data</c>.
/// Events of other services are refused: the genuine framework knows them, nothing here does.
/// </summary>
internal static class LegacyRequest
{
    private static readonly string[] EventTypes = ["google.pubsub.topic.publish", "providers/cloud.pubsub/eventTypes/topic.publish"];

    /// <summary>What such a request may hold, and a raw push may not.</summary>
    internal static IReadOnlyList<string> Properties { get; } = ["data", "domain", "context", "eventId", "eventType", "params", "timestamp"];

    /// <summary>Reads the request.</summary>
    /// <exception cref="FormatException">Something is missing, or the event is not Pub/Sub's.</exception>
    internal static PushRequest Read(JsonObject body)
    {
        var context = body["context"] as JsonObject;
        var id = Text(context?["eventId"]) ?? Text(body["eventId"]);
        var type = Text(context?["eventType"]) ?? Text(body["eventType"]);
        var topic = Text((context?["resource"] as JsonObject)?["name"]) ?? Text(body["resource"]);
        if (body["data"] is not JsonObject data || id is null || type is null)
            throw new FormatException("The event lacks its data, its ID or its type.");
        if (!EventTypes.Contains(type, StringComparer.Ordinal))
            throw new FormatException($"Unexpected event type '{type}'.");
        if (topic is null)
            throw new FormatException("The event lacks the name of its resource.");

        var message = (JsonObject)data.DeepClone();
        message["messageId"] = id;
        var publishTime = (context?["timestamp"] ?? body["timestamp"])?.GetValue<JsonElement>().GetDateTimeOffset();
        if (publishTime is { } instant)
            message["publishTime"] = Timestamps.Write(instant);

        return new PushRequest(id, topic, publishTime, new JsonObject { ["message"] = message });
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
}
