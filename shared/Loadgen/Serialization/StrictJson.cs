using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using Loadgen.Clocks;

namespace Loadgen.Serialization;

/// <summary>
/// Reads JSON that must be exactly what its writer writes: a member that is missing or of another kind is an error that names it. Members
/// that nobody asks for are not looked at.
/// </summary>
public static class StrictJson
{
    private const long MillisecondsOfYear = 366L * 86_400_000;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    /// <summary>Reads a document: UTF-8, at most 32 levels deep, no member twice.</summary>
    /// <param name="read">Makes the result, which must not keep the element.</param>
    /// <exception cref="JsonFormatException">The document is not that, or <paramref name="read"/> refused it.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> data, Func<JsonElement, T> read)
    {
        using var document = Parse(data);
        // Text with half a surrogate pair would throw when it is read.
        return Json.IsWritable(document.RootElement) ? read(document.RootElement) : throw NotUnicode();
    }

    /// <summary>A text that is not empty.</summary>
    /// <exception cref="JsonFormatException">There is none.</exception>
    public static string Text(this JsonElement parent, string name) =>
        parent.Member(name, JsonValueKind.String).GetString() is { Length: > 0 } text
            ? text
            : throw new JsonFormatException($"'{name}' is empty; allowed is text");

    /// <summary>A whole number from <paramref name="least"/> to the largest that 32 bits hold.</summary>
    /// <exception cref="JsonFormatException">There is none.</exception>
    public static int Whole(this JsonElement parent, string name, int least = 1)
    {
        var member = parent.Member(name, JsonValueKind.Number);
        return member.TryGetInt32(out var number) && number >= least
            ? number
            : throw new JsonFormatException(
                $"'{name}' is {Excerpt.Of(member.GetRawText())}; allowed is a whole number from {least} to {int.MaxValue}");
    }

    /// <summary>Any number.</summary>
    /// <exception cref="JsonFormatException">There is none.</exception>
    public static double Number(this JsonElement parent, string name) => parent.Member(name, JsonValueKind.Number).GetDouble();

    /// <summary>A number to its last digit.</summary>
    /// <exception cref="JsonFormatException">There is none, or it is too large.</exception>
    public static decimal Decimal(this JsonElement parent, string name) =>
        parent.Member(name, JsonValueKind.Number) is var member && member.TryGetDecimal(out var number)
            ? number
            : throw new JsonFormatException($"'{name}' is {Excerpt.Of(member.GetRawText())}; allowed is a number up to {decimal.MaxValue}");

    /// <summary>A duration in milliseconds, exact to 100 ns and at most a year.</summary>
    /// <exception cref="JsonFormatException">There is none.</exception>
    public static TimeSpan Milliseconds(this JsonElement parent, string name)
    {
        var milliseconds = parent.Decimal(name);
        return Math.Abs(milliseconds) <= MillisecondsOfYear
            ? new((long)Math.Round(milliseconds * TimeSpan.TicksPerMillisecond))
            : throw new JsonFormatException(
                $"'{name}' is {milliseconds.ToString(CultureInfo.InvariantCulture)}; allowed are at most {MillisecondsOfYear} ms");
    }

    /// <summary><c>true</c> or <c>false</c>.</summary>
    /// <exception cref="JsonFormatException">There is neither.</exception>
    public static bool Flag(this JsonElement parent, string name) => parent.Member(name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        var kind => throw new JsonFormatException($"'{name}' is a JSON {kind}; allowed are true and false"),
    };

    /// <summary>A moment in ISO 8601.</summary>
    /// <exception cref="JsonFormatException">There is none.</exception>
    public static DateTimeOffset Moment(this JsonElement parent, string name)
    {
        var text = parent.Text(name);
        return Instant.TryParse(text, out var moment)
            ? moment
            : throw JsonFormatException.Wrong(name, text, "is a moment such as 2026-01-20T13:00:04.501Z");
    }

    /// <summary>A member of one kind.</summary>
    /// <exception cref="JsonFormatException">There is none.</exception>
    public static JsonElement Member(this JsonElement parent, string name, JsonValueKind kind)
    {
        var member = parent.Member(name);
        return member.ValueKind == kind
            ? member
            : throw new JsonFormatException($"'{name}' is a JSON {member.ValueKind}; allowed is a JSON {kind}");
    }

    /// <summary>Whether a member is there, and not <c>null</c> either.</summary>
    /// <exception cref="JsonFormatException">It is not there: what has no value is written as <c>null</c>.</exception>
    public static bool HasValue(this JsonElement parent, string name) => parent.Member(name).ValueKind is not JsonValueKind.Null;

    private static JsonElement Member(this JsonElement parent, string name)
    {
        if (parent.ValueKind is not JsonValueKind.Object)
            throw new JsonFormatException($"it is a JSON {parent.ValueKind}; allowed is an object");
        return parent.TryGetProperty(name, out var member) ? member : throw JsonFormatException.Missing(name);
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> data)
    {
        // The parser looks into text only where it must, and then throws something else than for bad JSON.
        if (!Utf8.IsValid(data.Span))
            throw NotUnicode();

        try
        {
            return JsonDocument.Parse(data, Options);
        }
        catch (JsonException e)
        {
            throw new JsonFormatException($"it is not JSON: {Excerpt.Of(e.Message)}", e);
        }
        catch (InvalidOperationException e)
        {
            throw NotUnicode(e);
        }
    }

    private static JsonFormatException NotUnicode(Exception? inner = null) =>
        new("it has text that is not Unicode; allowed is UTF-8 without halves of surrogate pairs", inner);
}
