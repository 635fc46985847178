using Loadgen.Secrets;

namespace Loadgen.Records;

/// <summary>A URL as it stands in a log: as it was configured or answered, without what can be a credential.</summary>
public static class PublicUrl
{
    /// <summary>The URL's own text, without user information and with <c>…</c> for each value of its query.</summary>
    public static string? Of(Uri? url) => url is null ? null : SignedUrls.Cut(url.OriginalString);
}
