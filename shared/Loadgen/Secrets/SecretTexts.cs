using Loadgen.Configuration;

namespace Loadgen.Secrets;

/// <summary>Finds the texts that must not be kept: whole, and in the parts in which a target may give them back.</summary>
internal static class SecretTexts
{
    /// <summary>All that a configuration knows: tokens, values of extra headers, query strings of URLs.</summary>
    public static IEnumerable<string> Of(TargetSettings targets) =>
    [
        .. Of(targets.FunctionCredentials),
        .. Of(targets.DispatcherCredentials),
        .. targets.FunctionUrls.Values.SelectMany(static regions => regions.Values).SelectMany(Of),
        .. targets.DispatcherUrl is { } dispatcher ? Of(dispatcher) : [],
    ];

    /// <summary>What one call carries beside its body.</summary>
    public static IEnumerable<string> Of(CallCredentials credentials) =>
        OfToken(credentials.BearerToken).Concat(credentials.ExtraHeaders.SelectMany(static header => OfHeader(header.Key, header.Value)));

    /// <summary>A query string and its values, as they are written and as they are meant.</summary>
    public static IEnumerable<string> Of(Uri url)
    {
        if (url.Query.Length <= 1)
            return [];

        var query = url.Query[1..];
        var values = query.Split('&').Select(static parameter => parameter[(parameter.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        string[] written = [query, .. values];
        return
        [
            .. written,
            .. written.Select(Uri.UnescapeDataString),
            .. written.Select(static text => Uri.UnescapeDataString(text.Replace('+', ' '))),
        ];
    }

    /// <summary>
    /// A token. Of a JWT, header and claims are secret without the signature too, which Google's front end takes off before it passes one
    /// on.
    /// </summary>
    public static IEnumerable<string> OfToken(string? token)
    {
        if (token is null)
            return [];

        var signature = token.LastIndexOf('.');
        return signature > token.IndexOf('.', StringComparison.Ordinal) ? [token, token[..signature]] : [token];
    }

    private static IEnumerable<string> OfHeader(string name, string value)
    {
        yield return value;

        if (name.Equals("Cookie", StringComparison.OrdinalIgnoreCase))
        {
            foreach (var cookie in value.Split(';'))
                yield return cookie[(cookie.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim();
        }
        else if (value.IndexOf(' ', StringComparison.Ordinal) is var space and > 0)
        {
            // "Basic dXNlcjpwdw==": a target may well leave the scheme out.
            yield return value[(space + 1)..];
        }
    }
}
