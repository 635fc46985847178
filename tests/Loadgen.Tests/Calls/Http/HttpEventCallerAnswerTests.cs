using System.IO.Compression;
using System.Text;
using Loadgen.Calls;
using Loadgen.Calls.Http;

namespace Loadgen.Tests.Calls.Http;

/// <summary>What becomes of answers.</summary>
public sealed class HttpEventCallerAnswerTests
{
    [Theory]
    [InlineData(200, Outcome.Ok, "the usual")]
    [InlineData(202, Outcome.Ok, "any 2xx: a dispatcher accepts")]
    [InlineData(204, Outcome.Ok, "no body at all")]
    [InlineData(299, Outcome.Ok, "the last of the 2xx")]
    [InlineData(300, Outcome.HttpError, "the first that is none")]
    [InlineData(304, Outcome.HttpError, "has no body")]
    [InlineData(400, Outcome.HttpError, "our fault")]
    [InlineData(401, Outcome.HttpError, "no second attempt with other credentials")]
    [InlineData(407, Outcome.HttpError, "nor with a proxy's")]
    [InlineData(408, Outcome.HttpError, "a request that some clients repeat")]
    [InlineData(429, Outcome.HttpError, "no second attempt later")]
    [InlineData(503, Outcome.HttpError, "nor here")]
    [InlineData(999, Outcome.HttpError, "nobody's status")]
    public async Task A_status_decides_the_outcome_and_an_answer_that_arrived_is_no_error(int status, Outcome expected, string reason)
    {
        await using var target = ScriptedTarget.Answering(
            $"HTTP/1.1 {status} Whatever\r\nRetry-After: 0\r\nWWW-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n");

        var result = await Calling.Caller().CallAsync(target.Target());

        Assert.True(result.Outcome == expected, reason);
        Assert.Equal(status, result.StatusCode);
        Assert.Null(result.Error);
        Assert.Equal(1, target.Connections);
        Calling.AssertPartsAddUp(result);
    }

    [Theory]
    [InlineData("301 Moved Permanently")]
    [InlineData("302 Found")]
    [InlineData("307 Temporary Redirect")]
    [InlineData("308 Permanent Redirect")]
    public async Task A_redirect_is_an_answer_and_nobody_follows_it(string status)
    {
        await using var elsewhere = ScriptedTarget.Answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        await using var target = ScriptedTarget.Answering(
            $"HTTP/1.1 {status}\r\nLocation: http://{elsewhere.Authority}/\r\nContent-Length: 0\r\n\r\n");

        var result = await Calling.Caller().CallAsync(target.Target());

        Assert.Equal(Outcome.HttpError, result.Outcome);
        Assert.Equal(0, elsewhere.Connections);
    }

    [Fact]
    public async Task A_chunked_body_is_counted_without_its_framing()
    {
        await using var target = ScriptedTarget.Answering(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n{\"a\":1,\r\n6\r\n\"b\":2}\r\n0\r\nTrailer: x\r\n\r\n");

        var result = await Calling.Caller().CallAsync(target.Target());

        Assert.Equal(13, result.ResponseBytes);
        Assert.Equal(2, result.ResponseJson!.Value.GetProperty("b").GetInt32());
    }

    [Fact]
    public async Task A_body_that_ends_with_the_connection_is_whole()
    {
        await using var target = ScriptedTarget.Answering("HTTP/1.1 200 OK\r\n\r\n{\"a\":1}");

        var result = await Calling.Caller().CallAsync(target.Target());

        Assert.Equal(Outcome.Ok, result.Outcome);
        Assert.Equal(1, result.ResponseJson!.Value.GetProperty("a").GetInt32());
    }

    [Fact]
    public async Task Compressed_bytes_are_counted_as_they_came()
    {
        using var buffer = new MemoryStream();
        await using (var gzip = new GZipStream(buffer, CompressionLevel.Optimal))
            await gzip.WriteAsync(Encoding.UTF8.GetBytes($$"""{"a":"{{new string('x', 10_000)}}"}"""));
        await using var target = ScriptedTarget.AnsweringBody(
            "200 OK", buffer.ToArray(), "Content-Encoding: gzip\r\nContent-Type: application/json\r\n");

        var result = await Calling.Caller().CallAsync(target.Target());

        Assert.Equal(buffer.ToArray().Length, result.ResponseBytes);
        Assert.Null(result.ResponseJson);
        Assert.NotNull(result.ResponseSnippet);
    }

    [Theory]
    [InlineData(ResponseReader.KeptBytes, true, "all of it is kept")]
    [InlineData(ResponseReader.KeptBytes + 1, false, "one byte too many")]
    [InlineData(20 * 1024 * 1024, false, "far too many")]
    public async Task A_huge_body_is_counted_to_its_end_and_only_its_beginning_is_kept(int length, bool isKept, string reason)
    {
        var body = new byte[length];
        Array.Fill(body, (byte)' ');
        "[1"u8.CopyTo(body);
        body[^1] = (byte)']';
        await using var target = ScriptedTarget.AnsweringBody("200 OK", body);

        var result = await Calling.Caller().CallAsync(target.Target());

        Assert.Equal(Outcome.Ok, result.Outcome);
        Assert.Equal(length, result.ResponseBytes);
        Assert.True(isKept == result.ResponseJson is not null, reason);
        Assert.Equal(isKept ? null : 1000, result.ResponseSnippet?.Length);
        Calling.AssertPartsAddUp(result);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\":1}", "ResponseTruncated", 200, "less than was promised")]
    [InlineData("HTTP/1.1 503 No\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n{\"a\":1}\r\n", "ResponseTruncated", 503, "no last chunk")]
    public async Task An_answer_cut_off_keeps_its_status_and_what_came_but_is_no_answer(
        string answer, string kind, int status, string reason)
    {
        await using var target = ScriptedTarget.Answering(answer);

        var result = await Calling.Caller().CallAsync(target.Target());

        Assert.True(result.Outcome == Outcome.ConnectionError, reason);
        Assert.StartsWith(kind + ": ", result.Error, StringComparison.Ordinal);
        Assert.Equal(status, result.StatusCode);
        Assert.Equal(7, result.ResponseBytes);
        Assert.Equal("{\"a\":1}", result.ResponseSnippet);
        Assert.Null(result.ResponseJson);
        Calling.AssertPartsAddUp(result);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.6\r\n", "Protocol", "another protocol")]
    [InlineData("HTTP/1.1 abc\r\n\r\n", "Protocol", "no status")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon\r\n\r\n", "Protocol", "not a header")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n{\"a\":1}\r\nzz\r\n", "Protocol", "not a chunk")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le", "ConnectionClosed|ResponseTruncated", "ends within the header")]
    public async Task An_answer_that_is_no_HTTP_is_a_connection_error(string answer, string kinds, string reason)
    {
        await using var target = ScriptedTarget.Answering(answer);

        var result = await Calling.Caller().CallAsync(target.Target());

        Assert.True(result.Outcome == Outcome.ConnectionError, reason);
        Assert.Contains(result.Error!.Split(':')[0], kinds.Split('|'));
        Assert.Null(result.ResponseJson);
        Assert.Single(target.Requests);
        Calling.AssertPartsAddUp(result);
    }

    [Fact]
    public async Task An_endless_header_is_cut_off()
    {
        await using var target = new ScriptedTarget(async exchange =>
        {
            await exchange.ReceiveAsync();
            await exchange.SendAsync("HTTP/1.1 200 OK\r\n");
            while (true)
                await exchange.SendAsync($"X-More: {new string('x', 1000)}\r\n");
        });

        var result = await Calling.Caller().CallAsync(target.Target());

        Assert.Equal(Outcome.ConnectionError, result.Outcome);
        Assert.Equal("Protocol: the answer's header is too long", result.Error);
    }
}
