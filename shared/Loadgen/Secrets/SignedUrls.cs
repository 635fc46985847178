using System.Buffers;
using System.Text;

namespace Loadgen.Secrets;

/// <summary>
/// Finds what may be a credential in a URL: the user information, and the values of the query (signed URLs) and of a fragment that is made
/// like one. A parameter without a name or without a value is taken for a value.
/// </summary>
internal static class SignedUrls
{
    /// <summary>How the two slashes begin: as they are, and as some write them in JSON.</summary>
    private static readonly SearchValues<string> Slashes = SearchValues.Create(["://", ":\\/\\/"], StringComparison.Ordinal);

    /// <summary>
    /// What ends a URL in a text. Most of it may stand in a URL only escaped; the rest of a text is better hidden than shown.
    /// </summary>
    private static readonly SearchValues<char> Ends = SearchValues.Create("\"<>` \t\r\n\f\v");

    private const string Omission = "…";

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

            var url = text.AsSpan(host, at - host);
            if (UserInfoLength(url) is var length and > 0)
                hidden.Add(host, host + length);
            foreach (var (start, end) in ValuesIn(url))
                hidden.Add(host + start, host + end);
        }
    }

    /// <summary>An absolute http(s) URL without user information, with <c>…</c> for each value, and all else as it is.</summary>
    public static string Cut(string url)
    {
        // .NET takes a backslash for a slash.
        var host = url.IndexOf(':', StringComparison.Ordinal) + 1;
        while (host < url.Length && url[host] is '/' or '\\')
            host++;

        var rest = url.AsSpan(host);
        var kept = new StringBuilder(url, 0, host, url.Length);
        var at = UserInfoLength(rest) + 1;
        foreach (var (start, end) in ValuesIn(rest))
        {
            kept.Append(rest[at..start]).Append(Omission);
            at = end;
        }

        return kept.Append(rest[at..]).ToString();
    }

    private static int EndOf(string text, int start, SearchValues<char> ends) =>
        text.AsSpan(start).IndexOfAny(ends) is var length and >= 0 ? start + length : text.Length;

    // All before the last @ of the host's part; -1 where there is none.
    private static int UserInfoLength(ReadOnlySpan<char> url) =>
        (url.IndexOfAny("/\\?#") is var path and >= 0 ? url[..path] : url).LastIndexOf('@');

    private static List<(int Start, int End)> ValuesIn(ReadOnlySpan<char> url)
    {
        var values = new List<(int Start, int End)>();
        for (var at = url.IndexOfAny('?', '#'); at >= 0 && at < url.Length;)
        {
            var start = at + 1;
            var end = url[start..].IndexOfAny('&', '#') is var length and >= 0 ? start + length : url.Length;
            var parameter = url[start..end];
            var isName = url[at] == '#' && !parameter.Contains('=');
            if (parameter.IndexOf('=') is var name and > 0 && parameter[name..].Trim('=').Length > 0)
                start += name + 1;
            if (start < end && !isName)
                values.Add((start, end));
            at = end;
        }

        return values;
    }

    private static bool IsHttp(ReadOnlySpan<char> before) =>
        before.EndsWith("http", StringComparison.OrdinalIgnoreCase) || before.EndsWith("https", StringComparison.OrdinalIgnoreCase);
}
