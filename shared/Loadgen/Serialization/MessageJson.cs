using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Loadgen.Serialization;

/// <summary>Strict reading of what arrives from outside.</summary>
internal static class MessageJson
{
    private const int LongestQuote = 80;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    public static JsonDocument Parse(ReadOnlyMemory<byte> data)
    {
        // The parser looks into text only where it must, and then throws something else than for bad JSON.
        if (!Utf8.IsValid(data.Span))
            throw NotUnicode();

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(data, Strict);
        }
        catch (JsonException e)
        {
            throw new JsonFormatException($"The message's data is not JSON: {Quote(e.Message)}", e);
        }
        catch (InvalidOperationException e)
        {
            throw NotUnicode(e);
        }

        if (Json.IsWritable(document.RootElement))
            return document;
        document.Dispose();
        throw NotUnicode();
    }

    private static JsonFormatException NotUnicode(Exception? inner = null) =>
        new("The message's data has text that is not Unicode; allowed is UTF-8 without halves of surrogate pairs.", inner);

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
            : throw new JsonFormatException($"The message's '{name}' is empty; allowed is text.");

    public static int PositiveInteger(this JsonElement parent, string name)
    {
        var member = parent.Member(name, JsonValueKind.Number);
        return member.TryGetInt32(out var number) && number > 0
            ? number
            : throw new JsonFormatException(
                $"The message's '{name}' is {Quote(member.GetRawText())}; allowed is a whole number from 1 to {int.MaxValue}.");
    }

    public static bool Flag(this JsonElement parent, string name) => parent.Member(name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        var kind => throw new JsonFormatException($"The message's '{name}' is a JSON {kind}; allowed are true and false."),
    };

    public static JsonElement Member(this JsonElement parent, string name, JsonValueKind kind)
    {
        var member = parent.Member(name);
        return member.ValueKind == kind
            ? member
            : throw new JsonFormatException($"The message's '{name}' is a JSON {member.ValueKind}; allowed is a JSON {kind}.");
    }

    private static JsonElement Member(this JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var member) ? member : throw new JsonFormatException($"The message has no '{name}', which every one has.");

    public static JsonObject Object(this JsonElement parent, string name) =>
        JsonObject.Create(parent.Member(name, JsonValueKind.Object).Clone())!;
}
