using System.Globalization;
using System.Text.Json.Nodes;

namespace Google.Cloud.Functions.Framework.Requests;

/// <summary>The time stamps of messages.</summary>
internal static class Timestamps
{
    /// <summary>Reads a publish time in UTC, to the microsecond; null for anything else.</summary>
    internal static DateTimeOffset? Read(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) &&
        DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant
            : null;
}
