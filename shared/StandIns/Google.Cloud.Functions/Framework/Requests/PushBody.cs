using System.Text.Json;
using System.Text.Json.Serialization;

namespace Google.Cloud.Functions.Framework.Requests;

/// <summary>The JSON of a push.</summary>
internal sealed class PushBody
{
    [JsonPropertyName("message")]
    public Dictionary<string, JsonElement>? Message { get; init; }

    [JsonPropertyName("subscription")]
    public string? Subscription { get; init; }

    /// <summary>Read for its type alone: a text is tolerated, anything else is not.</summary>
    [JsonPropertyName("resource")]
    public string? Resource { get; init; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement> Others { get; init; } = [];

    internal bool Has(string name) => Others.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null;

    internal static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
