using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Loadgen.Calls.Http;
using Loadgen.Configuration;
using Loadgen.Secrets;
using Loadgen.Tests.Support;

namespace Loadgen.Tests.Secrets;

public sealed class SecretScrubberTests
{
    private const string Token = "ya29.token-3f9c";
    private const string Key = "k&y \"7\"/+x";

    private static readonly SecretScrubber Scrubber = SecretScrubber.Of(TestConfiguration.Read(
        ("AUTH_BEARER_TOKEN", Token),
        ("EXTRA_HEADERS_JSON", JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["X-Api-Key"] = Key,
            ["X-Basic"] = "Basic dXNlcjpwYXNz",
            ["Cookie"] = "session=c00kie-value; theme=dark",
            ["X-Number"] = "424242123",
            ["X-Short"] = "on",
            ["X-Region"] = "us-east1",
            ["X-Mode"] = "experiment",
        })),
        ("EXPERIMENT_ID", "experiment-2026-01-15"),
        ("FUNCTION_URLS_JSON", TestUrls.With("crypto_key_gen", "https://crypto.test/run?code=f%2Fkey%3D%3D&v=1&region=us-east1"))));

    public static TheoryData<string, string, string> Texts => new()
    {
        { $"Bearer {Token} it was", "Bearer [secret] it was", "the token" },
        { Token.ToUpperInvariant(), "[secret]", "in whatever case" },
        { Token + Token, "[secret][secret]", "twice, with nothing in between" },
        { $"x{Token}y", "x[secret]y", "within a word" },
        { $"key {Key}!", "key [secret]!", "a header's value" },
        { "k%26y%20%227%22%2F%2Bx", "[secret]", "escaped for a URL" },
        { "k%26y%20%227%22%2f%2bx", "[secret]", "escaped for a URL in small letters" },
        { """k&y \"7\"/+x""", "[secret]", "escaped for JSON" },
        { """k&y \"7\"\/+x""", "[secret]", "escaped for JSON, slashes and all" },
        { """k\u0026y \u00227\u0022/\u002Bx""", "[secret]", "escaped for JSON as .NET does it" },
        { "k&amp;y &quot;7&quot;/+x", "[secret]", "escaped for HTML" },
        { "dXNlcjpwYXNz", "[secret]", "a header's credentials without their scheme" },
        { "c00kie-value", "[secret]", "a cookie" },
        { "code=f%2Fkey%3D%3D&v=1&region=us-east1", "[secret]", "a query string" },
        { "/run?code=f%2Fkey%3D%3D&v=1&region=us-east1", "/run?[secret]", "a query string behind a path" },
        { "f/key==", "[secret]", "a value of a query string as it is meant" },
        { "GET https://x.test/a?sig=1&b=2 failed", "GET https://x.test/a?sig=[secret]&b=[secret] failed", "the query of any URL" },
        { "<a href=\"HTTPS://x.test?sig=1\">", "<a href=\"HTTPS://x.test?sig=[secret]\">", "a URL in HTML" },
        {
            "see https:\\/\\/x.test\\/a?sig=1\", \"b\"", "see https:\\/\\/x.test\\/a?sig=[secret]\", \"b\"",
            "a URL in JSON with escaped slashes"
        },
        { "https://user:pass@x.test/a", "https://[secret]@x.test/a", "user information" },
        { "https://x.test/a#access_token=1", "https://x.test/a#access_token=[secret]", "a fragment" },
        { "https://x.test/a?sig=1 2 3", "https://x.test/a?sig=[secret]", "spaces in the query of a text that is a URL" },
    };

    private const string Bearer = $"Bearer {Token}";

    /// <summary>Ways in which a target may write what it was sent.</summary>
    public static TheoryData<string, string, string> Encodings => new()
    {
        { Base64(Token), "[secret]", "base64" },
        { Base64(Bearer), "[secret]", "the whole header" },
        { Base64($"Authorization: {Bearer}, and more"), "[secret]", "among other headers" },
        { Base64Url.EncodeToString(Encoding.UTF8.GetBytes("??>" + Token + "??>")), "[secret]", "with the alphabet for URLs" },
        { $"/echo/{Base64(Token)}", "[secret]", "in a path, which may be base64 as well" },
        { Convert.ToHexString(Encoding.UTF8.GetBytes(Token)), "[secret]", "hexadecimal" },
        { $"0x{Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Token))}!", "0x[secret]!", "in small letters" },
        { $"a{Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Token))}", "[secret]", "behind an odd number of digits" },
        { Uri.EscapeDataString(Uri.EscapeDataString(Key)), "[secret]", "escaped for a URL twice" },
        { Uri.EscapeDataString(Uri.EscapeDataString(Uri.EscapeDataString(Key))), "[secret]", "three times" },
        { $"a {All(Token, "\\u{0:x4}")} b", "a [secret] b", "every character escaped for JSON" },
        { All(Token, "\\u{0:X4}"), "[secret]", "in capitals" },
        { All(Token, "\\\\u{0:x4}"), "[secret]", "as JSON within JSON has it" },
        { All(Token, "%{0:x2}"), "[secret]", "every character escaped for a URL" },
        { All(Token, "&#{0};"), "[secret]", "every character escaped for HTML" },
        { All(Token, "&#x{0:x};"), "[secret]", "in hexadecimal" },
        { All(Token, "&#X{0:X4};"), "[secret]", "with zeros" },
        { "k&#38;y&#x20;&quot;7&#34;/&#43;x", "[secret]", "in several ways at once" },
        { WebUtility.HtmlEncode(WebUtility.HtmlEncode(Key)), "[secret]", "for HTML twice" },
        { Uri.EscapeDataString(Base64(Bearer)), "[secret]", "base64 for a URL" },
        { All(Convert.ToHexString(Encoding.UTF8.GetBytes(Token)), "\\u{0:x4}"), "[secret]", "hexadecimal for JSON" },
        { "f%2Fkey%3D%3D", "[secret]", "a secret that is an escape itself" },
        { "f%252Fkey%253D%253D", "[secret]", "escaped once more" },
        { $"100% &{Token}\\", "100% &[secret]\\", "among what only looks like escapes" },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_secret_is_hidden_however_it_is_written(string text, string kept, string reason)
    {
        // The padding of base64 tells nothing.
        var scrubbed = Scrubber.Scrub(text, isWhole: true).Replace("%3D", "", StringComparison.Ordinal).TrimEnd('=');

        Assert.True(scrubbed == kept, $"{reason}: {scrubbed}");
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string All(string text, string format) =>
        string.Concat(text.Select(unit => string.Format(CultureInfo.InvariantCulture, format, (int)unit)));

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_secret_is_hidden(string text, string kept, string reason) =>
        Assert.True(Scrubber.Scrub(text, isWhole: true) == kept, reason);

    public static TheoryData<string, string> Harmless => new()
    {
        { "", "nothing" },
        { "the light is on", "a header's value that is too short to be told from other text" },
        { "us-east1", "a region, though a header and a query have it" },
        { "experiment-2026-01-15", "the experiment, though a header has a part of it" },
        { "theme=dark", "a cookie that is too short" },
        { "ya29.token-3f9", "all but one character of a token, where nothing is cut off" },
        { "https://x.test/a/b", "a URL without a query" },
        { "Is it https://x.test/? Yes.", "a question mark behind a URL" },
        { "gs://bucket/object?x", "a URL of Cloud Storage, which carries no credentials" },
        { "what? ://", "slashes without a scheme" },
        { "aGVsbG8gd29ybGQsIGhvdyBhcmUgeW91", "base64 of something else" },
        { "deadbeefdeadbeefdeadbeef", "hexadecimal of something else" },
        { "a%20b%2520c &amp;&lt; \\u0041 %zz &nothing; \\q 100%", "escapes of something else, and none" },
    };

    [Theory]
    [MemberData(nameof(Harmless))]
    public void All_else_stays(string text, string reason) =>
        Assert.True(ReferenceEquals(text, Scrubber.Scrub(text, isWhole: true)), reason);

    [Theory]
    [InlineData("so ya29.token-3f9", "so [secret]", "all but its last character")]
    [InlineData("so ya29.t", "so [secret]", "six characters")]
    [InlineData("so ya29.", "so ya29.", "five: too few to be sure")]
    [InlineData("so ya29.token-3f9 ", "so ya29.token-3f9 ", "not at the end")]
    [InlineData("so ya29%2Etoken%2", "so [secret]", "in an escape for a URL")]
    [InlineData("so \\u0079a29.token\\u00", "so [secret]", "in an escape for JSON")]
    [InlineData("so ya29&#46;token&#4", "so [secret]", "in an escape for HTML")]
    [InlineData("so eWEyOS50b2tlb", "so [secret]", "in base64")]
    [InlineData("so 796132392e746f6b656", "so [secret]", "in hexadecimal")]
    public void Where_a_text_is_cut_off_the_beginning_of_a_secret_is_hidden_too(string text, string kept, string reason) =>
        Assert.True(Scrubber.Scrub(text, isWhole: false) == kept, reason);

    [Theory]
    [InlineData(990, "across the end of the snippet")]
    [InlineData(980, "just before its end")]
    public void A_snippet_ends_in_no_half_of_a_secret(int before, string reason)
    {
        var snippet = ResponseBody.Of(
            Encoding.UTF8.GetBytes(new string('.', before) + Token + new string('.', 500)), isComplete: true, Scrubber).Snippet!;

        Assert.True(!snippet.Contains("ya29", StringComparison.Ordinal) && snippet.Length == 1000, reason);
    }

    [Fact]
    public void JSON_stays_JSON_and_only_its_texts_names_and_secret_numbers_change()
    {
        var body = $$"""{"args":{"{{Token}}":["{{Token}}",1.50,1e999,null,true]},"url":"https://x.test/?sig=1","n":29.300,"e":"\u00e9"}""";
        const string numbers = "[424242123,-424242123.50,42424212]";

        var kept = ResponseBody.Of(Encoding.UTF8.GetBytes(body), isComplete: true, Scrubber).Json!.Value;

        Assert.Equal(
            """{"args":{"[secret]":["[secret]",1.50,1e999,null,true]},"url":"https://x.test/?sig=[secret]","n":29.300,"e":"é"}""",
            kept.GetRawText());
        Assert.Equal(
            """["[secret]","-[secret].50",42424212]""",
            ResponseBody.Of(Encoding.UTF8.GetBytes(numbers), isComplete: true, Scrubber).Json!.Value.GetRawText());
    }

    [Fact]
    public void JSON_without_secrets_is_the_same_to_the_byte()
    {
        const string body = """{ "a": "\u00e9", "b": [1.50 , {}] }""";

        Assert.Equal(body, ResponseBody.Of(Encoding.UTF8.GetBytes(body), isComplete: true, Scrubber).Json!.Value.GetRawText());
    }

    [Fact]
    public void A_secret_that_begins_or_overlaps_another_is_hidden_whole()
    {
        var scrubber = SecretScrubber.None.With(
            new("https://x.test/"), new CallCredentials(
                "abcdefgh", new Dictionary<string, string> { ["X-A"] = "abcdefghijkl", ["X-B"] = "ghijklmnop" }), null);

        Assert.Equal("([secret])", scrubber.Scrub("(abcdefghijklmnop)", isWhole: true));
    }

    [Fact]
    public void Of_an_ID_token_header_and_claims_are_secret_without_the_signature()
    {
        var scrubber = SecretScrubber.None.With(new("https://x.test/"), CallCredentials.None, "eyJhbGci.eyJhdWQi.c2lnbmF0dXJl");

        Assert.Equal(
            "[secret].SIGNATURE_REMOVED_BY_GOOGLE", scrubber.Scrub("eyJhbGci.eyJhdWQi.SIGNATURE_REMOVED_BY_GOOGLE", isWhole: true));
        Assert.Equal("[secret]", scrubber.Scrub("eyJhbGci.eyJhdWQi.c2lnbmF0dXJl", isWhole: true));
    }

    [Fact]
    public void A_secret_of_a_megabyte_is_hidden_without_hundreds_of_times_its_size_in_memory()
    {
        var token = string.Concat(Enumerable.Repeat("x&", 1 << 19));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var scrubber = SecretScrubber.None.With(new("https://x.test/"), new CallCredentials(token, new Dictionary<string, string>()), null);

        Assert.Equal("a [secret] b", scrubber.Scrub($"a {token} b", isWhole: true));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 200 << 20);
    }

    [Fact]
    public void A_call_whose_secrets_are_known_already_costs_nothing() =>
        Assert.Same(Scrubber, Scrubber.With(new("https://x.test/"), new CallCredentials(Token, new Dictionary<string, string>()), Token));
}
