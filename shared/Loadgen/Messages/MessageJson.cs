using System.Text.Json;
using System.Text.Json.Nodes;
using Loadgen.Records;

namespace Loadgen.Messages;

/// <summary>Strict reading of what arrives from outside.</summary>
internal static class MessageJson
{
    private const int LongestQuote = 80;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    public static JsonDocument Parse(ReadOnlyMemory<byte> data)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(data, Strict);
        }
        catch (JsonException e)
        {
            throw new MessageFormatException($"The message's data is not JSON: {Quote(e.Message)}", e);
        }

        if (Json.IsWritable(document.RootElement))
            return document;
        document.Dispose();
        throw new MessageFormatException("The message's data has text that is not Unicode.");
    }

    /// <summary>As much of a foreign text as an error message should carry, on one line.</summary>
    public static string Quote(string text)
    {
        var line = string.Create(Math.Min(text.Length, LongestQuote), text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = char.IsControl(source[i]) || char.IsSurrogate(source[i]) ? ' ' : source[i];
        });
        return text.Length > LongestQuote ? line + "…" : line;
    }

    public static string Text(this JsonElement parent, string name) =>
        parent.Member(name, JsonValueKind.String).GetString() is { Length: > 0 } text
            ? text
            : throw new MessageFormatException($"The message's '{name}' is empty; allowed is text.");

    public static int PositiveInteger(this JsonElement parent, string name) =>
        parent.Member(name, JsonValueKind.Number).TryGetInt32(out var number) && number > 0
            ? number
            : throw new MessageFormatException($"The message's '{name}' is not a positive 32-bit integer.");

    public static bool Flag(this JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var flag) && flag.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? flag.ValueKind is JsonValueKind.True
            : throw new MessageFormatException($"The message's '{name}' is not true or false.");

    public static JsonElement Member(this JsonElement parent, string name, JsonValueKind kind)
    {
        if (!parent.TryGetProperty(name, out var member))
            throw new MessageFormatException($"The message has no '{name}'.");
        return member.ValueKind == kind
            ? member
            : throw new MessageFormatException($"The message's '{name}' is a JSON {member.ValueKind}; allowed is {kind}.");
    }

    public static JsonObject Object(this JsonElement parent, string name) =>
        JsonObject.Create(parent.Member(name, JsonValueKind.Object).Clone())!;
}
