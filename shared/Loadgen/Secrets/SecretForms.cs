using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Loadgen.Secrets;

/// <summary>The ways in which a secret is written in an answer: as it is, or escaped for a URL, for JSON or for HTML.</summary>
internal static class SecretForms
{
    /// <summary>All forms of <paramref name="secret"/>, each once.</summary>
    public static IEnumerable<string> Of(string secret)
    {
        var relaxed = JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
        return new[]
        {
            secret,
            Uri.EscapeDataString(secret),
            relaxed,
            relaxed.Replace("/", "\\/", StringComparison.Ordinal),
            JsonEncodedText.Encode(secret).ToString(),
            WebUtility.HtmlEncode(secret),
        }.Distinct(StringComparer.OrdinalIgnoreCase);
    }
}
