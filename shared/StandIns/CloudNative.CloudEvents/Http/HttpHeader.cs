namespace CloudNative.CloudEvents.Http;

/// <summary>An attribute as an HTTP header: prefixed, and percent-encoded where ASCII does not reach.</summary>
internal static class HttpHeader
{
    internal const string Prefix = "ce-";

    /// <summary>Percent-encodes what is not printable ASCII, and the space, the quote and the percent sign.</summary>
    internal static string Encode(string value) =>
        string.Concat(value.EnumerateRunes().Select(rune => rune.Value is > 0x20 and < 0x7f and not '"' and not '%' ? rune.ToString() : Uri.EscapeDataString(rune.ToString())));
}
