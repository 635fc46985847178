using System.Buffers;

namespace Loadgen.Secrets;

/// <summary>Finds in a text what may be a credential in a URL: the user information, and all from the query on (signed URLs).</summary>
internal static class SignedUrls
{
    /// <summary>How the two slashes begin: as they are, and as some write them in JSON.</summary>
    private static readonly SearchValues<string> Slashes = SearchValues.Create(["://", ":\\/\\/"], StringComparison.Ordinal);

    /// <summary>
    /// What ends a URL in a text. Most of it may stand in a URL only escaped; the rest of a text is better hidden than shown.
    /// </summary>
    private static readonly SearchValues<char> Ends = SearchValues.Create("\"<>` \t\r\n\f\v");

    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n");

    /// <summary>Notes the parts of <paramref name="text"/>'s absolute http(s) URLs that must not be kept.</summary>
    public static void Find(string text, HiddenRanges hidden)
    {
        for (var at = 0; text.AsSpan(at).IndexOfAny(Slashes) is var found and >= 0;)
        {
            var colon = at + found;
            var host = colon + (text[colon + 1] == '/' ? "://".Length : ":\\/\\/".Length);
            at = host;
            if (!IsHttp(text.AsSpan(0, colon)))
                continue;

            at = EndOf(text, host, Ends);
            // A text that is a URL (a member's value, say) may have spaces in its query: readers of URLs take them.
            if (colon <= "https".Length && text.AsSpan(host, at - host).ContainsAny('?', '#'))
                at = EndOf(text, at, LineEnds);
            FindIn(text.AsSpan(host, at - host), host, hidden);
        }
    }

    private static int EndOf(string text, int start, SearchValues<char> ends) =>
        text.AsSpan(start).IndexOfAny(ends) is var length and >= 0 ? start + length : text.Length;

    private static void FindIn(ReadOnlySpan<char> url, int offset, HiddenRanges hidden)
    {
        var authority = url.IndexOfAny("/\\?#") is var path and >= 0 ? url[..path] : url;
        if (authority.LastIndexOf('@') is var at and > 0)
            hidden.Add(offset, offset + at);
        if (url.IndexOfAny('?', '#') is var query and >= 0 && query + 1 < url.Length)
            hidden.Add(offset + query + 1, offset + url.Length);
    }

    private static bool IsHttp(ReadOnlySpan<char> before) =>
        before.EndsWith("http", StringComparison.OrdinalIgnoreCase) || before.EndsWith("https", StringComparison.OrdinalIgnoreCase);
}
