namespace Loadgen.Records;

/// <summary>A URL as it may stand in a log: without user information and query string, which can be credentials (signed URLs).</summary>
internal static class PublicUrl
{
    /// <summary>The URL's scheme, host, port and path.</summary>
    public static string? Of(Uri? url) => url?.GetComponents(
        UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
}
