using System.Text;
using System.Text.Json;
using Loadgen.Calls.Http;
using Loadgen.Secrets;

namespace Loadgen.Tests.Calls.Http;

public sealed class ResponseBodyTests
{
    [Theory]
    [InlineData("""{"a":1}""", "an object")]
    [InlineData(""" [1, 2] """, "an array with space around it")]
    [InlineData("\"text\"", "a bare string")]
    [InlineData("null", "null is a value")]
    [InlineData("1e999999", "a number that no double holds")]
    [InlineData("""{"a":1,"a":2}""", "a name twice")]
    [InlineData("\uFEFF{\"a\":1}", "with a byte order mark")]
    [InlineData("""{"a":"\u00e9\ud83d\ude00"}""", "a whole surrogate pair")]
    public void JSON_is_kept_as_JSON_and_can_be_written_again(string text, string reason)
    {
        var body = ResponseBody.Of(Encoding.UTF8.GetBytes(text), isComplete: true, SecretScrubber.None);

        Assert.True(body.Json is not null, reason);
        Assert.Null(body.Snippet);
        Assert.NotEmpty(JsonSerializer.Serialize(new { invoke = new { response_json = body.Json } }));
    }

    [Theory]
    [InlineData("OK", "plain text")]
    [InlineData("{\"a\":1", "cut off")]
    [InlineData("{\"a\":1} x", "something behind it")]
    [InlineData("{a:1}", "JavaScript")]
    [InlineData("[NaN]", "no number of JSON's")]
    [InlineData("{\"a\":1,}", "a trailing comma")]
    [InlineData("""{"a":"\ud800"}""", "half a surrogate pair in a value")]
    [InlineData("""{"\udc00":1}""", "half a surrogate pair in a name")]
    [InlineData("  ", "nothing but space")]
    public void Anything_else_is_kept_as_text(string text, string reason)
    {
        var body = ResponseBody.Of(Encoding.UTF8.GetBytes(text), isComplete: true, SecretScrubber.None);

        Assert.True(body.Json is null, reason);
        Assert.Equal(text, body.Snippet);
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(33, false)]
    [InlineData(100_000, false)]
    public void JSON_too_deep_for_a_log_line_is_text(int depth, bool isJson)
    {
        var text = new string('[', depth) + new string(']', depth);

        var body = ResponseBody.Of(Encoding.UTF8.GetBytes(text), isComplete: true, SecretScrubber.None);

        Assert.Equal(isJson, body.Json is not null);
        Assert.Equal(isJson ? null : text[..Math.Min(1000, text.Length)], body.Snippet);
        Assert.NotEmpty(JsonSerializer.Serialize(new { invoke = new { response_json = body.Json } }));
    }

    [Fact]
    public void The_beginning_of_a_body_is_not_JSON_even_if_it_looks_like_it() =>
        Assert.Equal(new ResponseBody(null, "12"), ResponseBody.Of("12"u8.ToArray(), isComplete: false, SecretScrubber.None));

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF })]
    public void Nothing_is_kept_of_nothing(byte[] bytes) =>
        Assert.Equal(new ResponseBody(null, null), ResponseBody.Of(bytes, isComplete: true, SecretScrubber.None));

    [Fact]
    public void Broken_UTF8_is_text_with_replacements_also_within_JSON() =>
        Assert.Equal(
            "[\"\uFFFD\"]",
            ResponseBody.Of(
                new byte[] { (byte)'[', (byte)'"', 0xFF, (byte)'"', (byte)']' }, isComplete: true, SecretScrubber.None).Snippet);

    [Theory]
    [InlineData("x", 1001, 1000, "one byte each")]
    [InlineData("é", 5000, 1000, "two bytes each")]
    [InlineData("\u20AC", 5000, 1000, "three bytes each")]
    [InlineData("\U0001F600", 5000, 1000, "four bytes and two characters each: 500 pairs")]
    [InlineData("xy\U0001F600z", 5000, 1000, "pairs that begin anywhere")]
    public void A_snippet_is_the_first_1000_characters(string unit, int times, int expected, string reason)
    {
        var text = string.Concat(Enumerable.Repeat(unit, times));

        var snippet = ResponseBody.Of(Encoding.UTF8.GetBytes(text), isComplete: true, SecretScrubber.None).Snippet!;

        Assert.True(snippet.Length == expected, reason);
        Assert.Equal(text[..expected], snippet);
    }

    [Fact]
    public void A_pair_that_straddles_the_end_of_a_snippet_is_left_out_whole()
    {
        var text = new string('x', 999) + "\U0001F600 and more";

        Assert.Equal(new string('x', 999), ResponseBody.Of(Encoding.UTF8.GetBytes(text), isComplete: true, SecretScrubber.None).Snippet);
    }
}
