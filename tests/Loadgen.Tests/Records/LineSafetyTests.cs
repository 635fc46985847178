using System.Text;
using System.Text.Json;
using FsCheck.Xunit;
using Loadgen.Calls;
using Loadgen.Records;
using Loadgen.Tests.Support;

namespace Loadgen.Tests.Records;

/// <summary>What holds for every line, whatever a target answers.</summary>
public sealed class LineSafetyTests
{
    /// <summary>All that some reader of lines may take for the end of one.</summary>
    private const string Breaks = "a\nb\rc\r\nd\u0085e\u2028f\u2029g\0h\u001bi";

    [Fact]
    public void A_line_is_one_line_whatever_was_answered()
    {
        var json = Recorded.Json("{\"a\\nb\" :\n[ \"c\\r\\nd\\u2028\\u2029\\u0085\" ,\r\n 1 ]}");
        var call = Recorded.Call() with { ResponseJson = json, ResponseSnippet = Breaks, Error = Breaks };
        var answer = Recorded.Json("""{"status":"a\nb","target_region":"c\r\nd\u2028\u2029\u0085","priority":"e\nf"}""");
        LogLine[] lines =
        [
            Recorded.Direct(Outcome.Ok, call).ToLine(),
            Recorded.Dispatch(Outcome.Ok, call with { ResponseJson = answer }).ToLine(),
            World.StartLine(World.NewRun() with { LogObject = Breaks }),
        ];

        Assert.All(lines, line =>
        {
            Assert.DoesNotContain(line.ToString(), unit => char.IsControl(unit) || unit is '\u2028' or '\u2029');
            Assert.NotEmpty(Recorded.Members(line.ToString()));
        });
    }

    [Property(Replay = "20260120,13", MaxTest = 200)]
    public bool A_text_comes_back_as_it_was(string? snippet)
    {
        var whole = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(snippet ?? ""));
        var line = Recorded.Direct(Outcome.Ok, Recorded.Call() with { ResponseSnippet = whole }).ToLine();
        return line.Utf8.Span.IndexOfAny((byte)'\n', (byte)'\r') < 0
            && Recorded.Json(line.ToString()).GetProperty("invoke").GetProperty("response_snippet").GetString() == whole;
    }

    [Property(Replay = "20260120,13", MaxTest = 200)]
    public bool The_parts_of_a_latency_add_up_to_it_exactly(uint dns, uint connect, uint tls, uint firstByte, uint download)
    {
        uint[] parts = [dns, connect, tls, firstByte, download];
        var spans = parts.Select(part => TimeSpan.FromTicks(part)).ToArray();
        var call = Recorded.Call() with
        {
            Latency = TimeSpan.FromTicks(parts.Sum(part => (long)part)),
            Timings = new(spans[0], spans[1], spans[2], spans[3], spans[4]),
        };

        var invoke = Recorded.Json(Recorded.Direct(Outcome.Ok, call).ToLine().ToString()).GetProperty("invoke");

        return invoke.GetProperty("timings").EnumerateObject().Sum(
            part => part.Value.GetDecimal()) == invoke.GetProperty("latency_ms").GetDecimal();
    }

    [Theory]
    [InlineData("https://user:secret@h.test/a/b?token=secret#top", "https://h.test/a/b?token=…#top", "user information and a value")]
    [InlineData("https://h.test:8443/a?X-Goog-Signature=secret&v=secret", "https://h.test:8443/a?X-Goog-Signature=…&v=…", "a signed URL")]
    [InlineData("https://h.test/?secret", "https://h.test/?…", "a value without a name")]
    [InlineData("https://h.test/?=secret", "https://h.test/?…", "the same")]
    [InlineData("https://h.test/?c2secretdA==", "https://h.test/?…", "a value without a name that ends like one")]
    [InlineData("https://h.test/?v=", "https://h.test/?…", "no telling which of the two it is")]
    [InlineData("https://h.test/?a=secret=secret&&b=?secret", "https://h.test/?a=…&&b=…", "a value has whatever follows its name")]
    [InlineData("https://h.test/?a=secret;b=secret", "https://h.test/?a=…", "a semicolon belongs to the value")]
    [InlineData("https://h.test/?", "https://h.test/?", "an empty query")]
    [InlineData("https://h.test/#access_token=secret&x=secret", "https://h.test/#access_token=…&x=…", "a fragment like a query")]
    [InlineData("https://h.test/#a?b", "https://h.test/#a?b", "a fragment that is none")]
    [InlineData("http://h.test", "http://h.test", "no path")]
    [InlineData("http://h.test:80/%0asecret-less/%7e?secret", "http://h.test:80/%0asecret-less/%7e?…", "default port and escapes stay")]
    [InlineData("HTTPS://H.Test/A/../b", "HTTPS://H.Test/A/../b", "capitals and dots stay")]
    [InlineData("http://bücher.test/ä", "http://bücher.test/ä", "so does what is not ASCII")]
    [InlineData("http://h.test/@b/c@d?x=secret@e", "http://h.test/@b/c@d?x=…", "an @ behind the host is no user information")]
    [InlineData("http:/\\user:secret@h.test/", "http:/\\h.test/", "slashes that lean either way")]
    [InlineData("http:\\\\user:secret@h.test/", "http:\\\\h.test/", "slashes that lean the other way")]
    [InlineData("http://[::1]:8080/x?secret", "http://[::1]:8080/x?…", "an address")]
    public void URLs_are_logged_as_they_are_without_what_could_be_a_credential(string url, string logged, string reason)
    {
        var target = new Uri(url);
        var direct = Recorded.Direct(Outcome.Ok, Recorded.Call());
        var answered = Recorded.Answered(JsonSerializer.Serialize(new { function_url = url }));
        string[] lines =
        [
            (direct with { Route = direct.Route! with { Url = target } }).ToLine().ToString(),
            // What the target answers is logged as it is, URL or not.
            (answered with { DispatcherUrl = target, Call = Recorded.Call() }).ToLine().ToString(),
        ];

        Assert.All(lines, line =>
        {
            var members = Recorded.Json(line);
            Assert.Equal(logged, members.GetProperty("target_url").GetString());
            Assert.Equal(logged, members.GetProperty(line == lines[0] ? "invoke" : "dispatch").GetProperty("url").GetString());
            Assert.False(line.Replace("secret-less", "", StringComparison.Ordinal).Contains("secret", StringComparison.Ordinal), reason);
        });
        Assert.Equal(logged, Recorded.Json(lines[1]).GetProperty("dispatcher_url").GetString());
        Assert.Equal(logged, Recorded.Json(lines[1]).GetProperty("dispatcher_function_url").GetString());
    }

    [Theory]
    [InlineData(-15_000, "-1.5", "a clock that was set back between the two")]
    [InlineData(0, "0", "to the instant")]
    [InlineData(1, "0.0001", "100 ns")]
    [InlineData(600_000_000, "60000", "a minute")]
    public void The_lag_is_sent_minus_scheduled(long ticks, string milliseconds, string reason)
    {
        var line = (Recorded.Direct(Outcome.Ok, Recorded.Call()) with { SentAt = Recorded.Due.AddTicks(ticks) }).ToLine().ToString();

        Assert.True(line.Contains($"\"start_lag_ms\":{milliseconds},", StringComparison.Ordinal), reason);
    }
}
