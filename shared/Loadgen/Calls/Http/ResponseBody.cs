using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Loadgen.Secrets;

namespace Loadgen.Calls.Http;

/// <summary>An answer's body as a log line holds it: as JSON, or as its first characters, or not at all where it is empty.</summary>
/// <param name="Json">The body, where all of it is at hand and it is JSON.</param>
/// <param name="Snippet">Its first characters, where it is something else.</param>
internal sealed record ResponseBody(JsonElement? Json, string? Snippet)
{
    private const int SnippetCharacters = 1000;

    /// <summary>
    /// Half of what readers of JSON commonly take (64): the body is going to lie some levels deep in a log line that they must be able to
    /// read.
    /// </summary>
    private const int DeepestJson = 32;

    /// <param name="bytes">The body, or its beginning.</param>
    /// <param name="isComplete">Whether it is all of it.</param>
    /// <param name="secrets">What must not be kept of it.</param>
    public static ResponseBody Of(ReadOnlyMemory<byte> bytes, bool isComplete, SecretScrubber secrets)
    {
        if (bytes.Span.StartsWith(Encoding.UTF8.Preamble))
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        if (bytes.IsEmpty)
            return new(null, null);

        return isComplete && TryParse(bytes) is { } json
            ? new(secrets.Scrub(json), null)
            // All of it, and only then cut: the beginning of a secret is one too.
            : new(null, FirstCharacters(secrets.Scrub(Encoding.UTF8.GetString(bytes.Span), isComplete)));
    }

    private static JsonElement? TryParse(ReadOnlyMemory<byte> bytes)
    {
        // The parser does not look into strings; a log line that holds a broken one could not be written.
        if (!Utf8.IsValid(bytes.Span))
            return null;

        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = DeepestJson });
            return Serialization.Json.IsWritable(document.RootElement) ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string FirstCharacters(string text)
    {
        if (text.Length <= SnippetCharacters)
            return text;

        return text[..(char.IsHighSurrogate(text[SnippetCharacters - 1]) ? SnippetCharacters - 1 : SnippetCharacters)];
    }
}
