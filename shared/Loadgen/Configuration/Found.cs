using Loadgen.Serialization;

namespace Loadgen.Configuration;

/// <summary>What a problem says was found, where that is more than an excerpt of the text.</summary>
internal static class Found
{
    /// <summary>What a missing variable is said to have.</summary>
    public const string Nothing = "nothing";

    /// <summary>The URL in quotes without user info, query and fragment, however malformed it is.</summary>
    public static string Url(string text)
    {
        // Without its question mark, a signed URL's query is a part of the path; it has no fewer equals signs for that.
        var end = text.AsSpan().IndexOfAny("?#&=");
        var kept = end < 0 ? text : text[..end];
        // The last @, not the one before the path: in a malformed URL a password may hold a slash.
        var at = kept.LastIndexOf('@');
        if (at < 0)
            return Excerpt.Quoted(kept);

        var scheme = kept.IndexOf("://", StringComparison.Ordinal);
        return Excerpt.Quoted(scheme >= 0 && scheme < at ? $"{kept[..(scheme + 3)]}{kept[(at + 1)..]}" : kept[(at + 1)..]);
    }
}
