using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Loadgen.Samples.Requests;

/// <summary>A JSON object that somebody sent, read member by member.</summary>
/// <param name="path">How errors name it: empty for the body itself, else ending in a dot.</param>
public sealed class Payload(JsonElement json, string path = "")
{
    private const int LongestShown = 120;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The object as it came.</summary>
    public JsonElement Json { get; } = json;

    /// <summary>Reads a body.</summary>
    /// <exception cref="RefusedRequestException">It is not one JSON object in UTF-8.</exception>
    public static Payload Parse(ReadOnlyMemory<byte> body)
    {
        const string allowed = "a JSON object in UTF-8";
        try
        {
            var json = JsonElement.Parse(StrictUtf8.GetString(body.Span));
            if (json.ValueKind is not JsonValueKind.Object)
                throw RefusedRequestException.Malformed("body", Describe(json), allowed);
            if (!Serialization.Json.IsWritable(json))
                throw RefusedRequestException.Malformed("body", "half of a surrogate pair", allowed);
            return new Payload(json);
        }
        catch (JsonException e)
        {
            var found = body.IsEmpty
                ? "nothing"
                : $"text that is not JSON from line {(e.LineNumber ?? 0) + 1}, byte {(e.BytePositionInLine ?? 0) + 1} on";
            throw RefusedRequestException.Malformed("body", found, allowed);
        }
        catch (DecoderFallbackException)
        {
            throw RefusedRequestException.Malformed("body", "bytes that are not UTF-8", allowed);
        }
    }

    /// <summary>A text that must be there.</summary>
    /// <exception cref="RefusedRequestException">It is missing, or no text.</exception>
    public string Text(string name) => OptionalText(name) ?? throw Wrong(name, "text");

    /// <summary>A text that may be missing or <c>null</c>.</summary>
    /// <exception cref="RefusedRequestException">It is there, but no text.</exception>
    public string? OptionalText(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        _ => throw Wrong(name, "text"),
    };

    /// <summary>A whole number that must be there, within bounds.</summary>
    /// <exception cref="RefusedRequestException">It is missing, no number, or not a whole one within the bounds.</exception>
    public int Whole(string name, int least, int most)
    {
        var allowed = string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}");
        if (Find(name) is not { ValueKind: JsonValueKind.Number } number)
            throw Wrong(name, allowed);
        return number.TryGetInt32(out var value) && value >= least && value <= most
            ? value
            : throw RefusedRequestException.NotAllowed(path + name, Describe(number), allowed);
    }

    /// <summary>A number that may be missing or <c>null</c>, within bounds.</summary>
    /// <exception cref="RefusedRequestException">It is there, but no number, or not one within the bounds.</exception>
    public double? OptionalNumber(string name, double least, double most)
    {
        var allowed = string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}");
        return Find(name) switch
        {
            null => null,
            { ValueKind: JsonValueKind.Number } number => number.TryGetDouble(out var value) && value >= least && value <= most
                ? value
                : throw RefusedRequestException.NotAllowed(path + name, Describe(number), allowed),
            _ => throw Wrong(name, allowed),
        };
    }

    /// <summary>An object that must be there.</summary>
    /// <exception cref="RefusedRequestException">It is missing, or no object.</exception>
    public Payload Object(string name) => Find(name) is { ValueKind: JsonValueKind.Object } member
        ? new Payload(member, $"{path}{name}.")
        : throw Wrong(name, "an object");

    private JsonElement? Find(string name) =>
        Json.TryGetProperty(name, out var member) && member.ValueKind is not JsonValueKind.Null ? member : null;

    private RefusedRequestException Wrong(string name, string allowed) =>
        RefusedRequestException.Malformed(path + name, Find(name) is { } found ? Describe(found) : "nothing", allowed);

    private static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => $"the text {Serialization.Excerpt.Quoted(value.GetString()!)}",
        JsonValueKind.Number => value.GetRawText() is { Length: <= LongestShown } digits ? digits : "a very long number",
        _ => value.GetRawText(),
    };
}
