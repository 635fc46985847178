using System.Text.Json;
using Loadgen.Serialization;

namespace Loadgen.Secrets;

/// <summary>Writes JSON again with its texts, names and numbers changed, and all else as it was.</summary>
internal static class JsonScrubber
{
    /// <summary>
    /// The value with every text, name and number replaced by what <paramref name="scrub"/> makes of it, a changed number being a text; the
    /// same value where it changes none.
    /// </summary>
    public static JsonElement Scrub(JsonElement value, Func<string, string> scrub)
    {
        var hasChanged = false;
        var written = Json.Write(writer => Write(writer, value, text =>
        {
            var kept = scrub(text);
            hasChanged |= !ReferenceEquals(kept, text);
            return kept;
        }));
        if (!hasChanged)
            return value;

        using var document = JsonDocument.Parse(written);
        return document.RootElement.Clone();
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value, Func<string, string> scrub)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    writer.WritePropertyName(scrub(member.Name));
                    Write(writer, member.Value, scrub);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Write(writer, item, scrub);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(scrub(value.GetString()!));
                break;
            case JsonValueKind.Number when value.GetRawText() is var number && scrub(number) is var kept && kept != number:
                writer.WriteStringValue(kept);
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
