using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Loadgen.Testing.Fuzzing;

/// <summary>Makes good inputs bad: as bytes, and as JSON.</summary>
internal static class Hostile
{
    private const int LongestShown = 2000;

    /// <summary>Values that are easily forgotten.</summary>
    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1", "2147483648", "1e999", "-0.0", "1.5", "\"\"", "\" \"", "[]", "{}", "[[[]]]",
        "\"A\"", "\"C\"", "\"0\"", "\"\\u0000\"", "\"\\n\"",
        "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:00:00Z\"", "\"9999-12-31T23:59:59.9999999Z\"", "\"2026-01-20T13:00:00+14:00\"",
        "\"1970-01-01T00:00:00Z\"", "\"2026-01-20T14:00:00Z\"", "\"20260120T125802Z\"",
        "\"http://\"", "\"https://u:p@x.test/?q#f\"", "\"gs://b/o\"", "\"../..\"", "\"é😀\"", "{\"a\":{\"a\":1}}",
    ];

    private static readonly string[] Pieces =
    [
        .. Values, "\"", "\\", "\\ud800", "\\udc00", "{", "}", "[", "]", ",", ":", "\u0000", "\uFEFF",
        "//", "/*", "?", "&", "=", "%", "%00", "@", "://", "\r", "\n", "\n\n", "e", "-", "9",
    ];

    /// <summary>A good input with one to four things wrong. Once in a thousand it is far too long.</summary>
    public static byte[] Spoil(Random random, byte[] good)
    {
        var spoilt = good;
        for (var times = random.Next(1, 5); times > 0; times--)
            spoilt = random.Next(2) == 0 && SpoilJson(random, spoilt) is { } json ? json : SpoilBytes(random, spoilt);
        return random.Next(1000) == 0 ? Inflate(random, spoilt) : spoilt;
    }

    /// <summary>The same for a text, which may end up with halves of surrogate pairs.</summary>
    public static string Spoil(Random random, string good)
    {
        var spoilt = Encoding.UTF8.GetString(Spoil(random, Encoding.UTF8.GetBytes(good)));
        return random.Next(10) == 0 ? spoilt.Insert(random.Next(spoilt.Length + 1), "\ud83d") : spoilt;
    }

    public static string Show<T>(T input)
    {
        if (input is byte[] bytes)
            return $"{Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, LongestShown))} ({bytes.Length} bytes)";
        var text = $"{input}";
        return text[..Math.Min(text.Length, LongestShown)];
    }

    private static byte[] SpoilBytes(Random random, byte[] bytes)
    {
        var (start, length) = (random.Next(bytes.Length + 1), random.Next(1, 1 << random.Next(1, 8)));
        var end = Math.Min(bytes.Length, start + length);
        return random.Next(7) switch
        {
            0 => [.. bytes[..start], .. bytes[end..]],
            1 => bytes[..start],
            2 => [.. bytes[..end], .. bytes[start..]],
            3 => [.. bytes[..start], (byte)random.Next(256), .. bytes[end..]],
            4 => [.. bytes[..start], .. Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]), .. bytes[end..]],
            5 => [.. bytes[..start], .. bytes[end..], .. bytes[start..end]],
            _ => [.. bytes[..start], .. Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]), .. bytes[start..]],
        };
    }

    private static byte[]? SpoilJson(Random random, byte[] bytes)
    {
        try
        {
            var root = JsonNode.Parse(bytes);
            var places = new List<JsonNode>();
            Collect(root, places);
            if (places.Count == 0)
                return Encoding.UTF8.GetBytes(Values[random.Next(Values.Length)]);

            SpoilMember(random, places[random.Next(places.Count)], places);
            return JsonSerializer.SerializeToUtf8Bytes(root);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            // Spoilt already.
            return null;
        }
    }

    private static void Collect(JsonNode? node, List<JsonNode> places)
    {
        if (node is JsonObject { Count: > 0 } or JsonArray { Count: > 0 })
            places.Add(node);
        IEnumerable<JsonNode?> children = node switch
        {
            JsonObject members => members.Select(member => member.Value),
            JsonArray items => items,
            _ => [],
        };
        foreach (var child in children)
            Collect(child, places);
    }

    private static void SpoilMember(Random random, JsonNode place, List<JsonNode> places)
    {
        var value = random.Next(4) switch
        {
            0 => places[random.Next(places.Count)].DeepClone(),
            1 => JsonValue.Create(new string((char)random.Next('a', 'z'), 1 << random.Next(1, 13))),
            _ => JsonNode.Parse(Values[random.Next(Values.Length)]),
        };
        if (place is JsonArray items)
        {
            items[random.Next(items.Count)] = value;
            return;
        }

        var members = place.AsObject();
        var name = members.ElementAt(random.Next(members.Count)).Key;
        switch (random.Next(5))
        {
            case 0:
                members.Remove(name);
                break;
            case 1:
                members[name + "_"] = value;
                break;
            case 2:
                members[name.ToUpperInvariant()] = value;
                break;
            default:
                members[name] = value;
                break;
        }
    }

    private static byte[] Inflate(Random random, byte[] bytes)
    {
        const int Megabyte = 1 << 20;
        var piece = random.Next(2) == 0 && bytes.Length > 0 ? bytes : Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]);
        var inflated = new byte[random.Next(Megabyte)];
        for (var at = 0; at < inflated.Length; at += piece.Length)
            piece.AsSpan(0, Math.Min(piece.Length, inflated.Length - at)).CopyTo(inflated.AsSpan(at));
        return inflated;
    }
}
