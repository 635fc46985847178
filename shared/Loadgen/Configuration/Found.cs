using System.Globalization;
using System.Text;

namespace Loadgen.Configuration;

/// <summary>Says in a problem what was found, on one line and without what may be secret in a URL.</summary>
internal static class Found
{
    /// <summary>What a missing variable is said to have.</summary>
    public const string Nothing = "nothing";

    private const int Longest = 120;

    /// <summary>The text in quotes, cut to a readable length, control characters escaped.</summary>
    public static string Quoted(string text)
    {
        var shown = new StringBuilder("'");
        foreach (var character in text.Length > Longest ? text.AsSpan(0, Longest) : text)
        {
            if (char.IsControl(character) || char.IsSurrogate(character) || character is '\u2028' or '\u2029')
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            else
                shown.Append(character);
        }

        return shown.Append(text.Length > Longest ? "…'" : "'").ToString();
    }

    /// <summary>The URL in quotes without user info, query and fragment, however malformed it is.</summary>
    public static string Url(string text)
    {
        // Without its question mark, a signed URL's query is a part of the path; it has no fewer equals signs for that.
        var end = text.AsSpan().IndexOfAny("?#&=");
        var kept = end < 0 ? text : text[..end];
        // The last @, not the one before the path: in a malformed URL a password may hold a slash.
        var at = kept.LastIndexOf('@');
        var scheme = kept.IndexOf("://", StringComparison.Ordinal);
        return Quoted(at < 0 ? kept : scheme >= 0 && scheme < at ? $"{kept[..(scheme + 3)]}{kept[(at + 1)..]}" : kept[(at + 1)..]);
    }
}
