using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;

namespace Loadgen.Secrets;

/// <summary>
/// A text with its escapes undone, however many times it was escaped for a URL, for JSON or for HTML, and the place that each of its
/// characters has in the text as it came.
/// </summary>
internal sealed class Unescaped
{
    private const int LongestEscape = 12;

    private static readonly SearchValues<char> Inside =
        SearchValues.Create("#0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private readonly List<(int Start, int End)>? _places;
    private readonly bool _isWhole;

    private Unescaped(string text, bool isWhole, List<(int Start, int End)>? places) => (Text, _isWhole, _places) = (text, isWhole, places);

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>The text as it came, then with one layer of escapes less each time, until there is none or it is deep enough.</summary>
    /// <param name="isWhole">Whether nothing was cut off its end. Where something was, half an escape means nothing.</param>
    public static IEnumerable<Unescaped> LayersOf(string text, bool isWhole)
    {
        // More than anybody has on purpose; each layer costs a pass over the text.
        const int deepest = 6;
        var layer = new Unescaped(text, isWhole, null);
        for (var depth = 0; layer is not null && depth <= deepest; depth++, layer = layer.Peel())
            yield return layer;
    }

    /// <summary>Where a range of <see cref="Text"/> stands in the text as it came.</summary>
    public (int Start, int End) PlaceOf(int start, int end) =>
        _places is null ? (start, end) : (_places[start].Start, _places[end - 1].End);

    private Unescaped? Peel()
    {
        var text = new StringBuilder();
        var places = new List<(int Start, int End)>();
        var at = 0;
        for (int found; (found = Text.AsSpan(at).IndexOfAny('%', '\\', '&')) >= 0;)
        {
            Keep(found);
            if ((Read(Text.AsSpan(at)) ?? ReadBeginning(Text.AsSpan(at))) is not var (meant, length))
            {
                Keep(1);
                continue;
            }

            text.Append(meant);
            places.AddRange(Enumerable.Repeat(PlaceOf(at, at + length), meant.Length));
            at += length;
        }

        Keep(Text.Length - at);
        return text.Length == Text.Length ? null : new(text.ToString(), _isWhole, places);

        void Keep(int length)
        {
            text.Append(Text, at, length);
            for (var end = at + length; at < end; at++)
                places.Add(PlaceOf(at, at + 1));
        }
    }

    /// <summary>The escape that the text begins with, and what it means; <see langword="null"/> where it is none.</summary>
    private static (string Meant, int Length)? Read(ReadOnlySpan<char> text) => text[0] switch
    {
        '%' => ReadPercent(text),
        '\\' => ReadBackslash(text),
        _ => ReadEntity(text),
    };

    private (string Meant, int Length)? ReadBeginning(ReadOnlySpan<char> text) =>
        !_isWhole && text.Length < LongestEscape && text[1..].IndexOfAnyExcept(Inside) < 0 ? ("", text.Length) : null;

    private static (string Meant, int Length)? ReadPercent(ReadOnlySpan<char> text)
    {
        Span<byte> octets = stackalloc byte[4];
        var count = 0;
        while (count < octets.Length && text.Length >= 3 * (count + 1) && text[3 * count] == '%'
            && ReadHex(text.Slice((3 * count) + 1, 2)) is { } octet)
            octets[count++] = (byte)octet;
        if (count == 0)
            return null;

        Rune.DecodeFromUtf8(octets[..count], out var rune, out var used);
        return (rune.ToString(), 3 * used);
    }

    private static (string Meant, int Length)? ReadBackslash(ReadOnlySpan<char> text)
    {
        if (text.Length > 1 && text[1] is '"' or '\'' or '\\' or '/')
            return (text[1].ToString(), 2);

        var digits = text.Length > 1 ? text[1] switch { 'u' => 4, 'x' => 2, _ => 0 } : 0;
        return digits > 0 && text.Length >= 2 + digits && ReadHex(text.Slice(2, digits)) is { } unit
            ? (((char)unit).ToString(), 2 + digits)
            : null;
    }

    private static (string Meant, int Length)? ReadEntity(ReadOnlySpan<char> text)
    {
        var end = text[..Math.Min(text.Length, LongestEscape)].IndexOf(';');
        var entity = text[..(end + 1)].ToString();
        var meant = WebUtility.HtmlDecode(entity);
        return meant == entity ? null : (meant, entity.Length);
    }

    private static int? ReadHex(ReadOnlySpan<char> digits) =>
        int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? value : null;
}
