using System.Net;
using Loadgen.Samples.Tests.Hosting;

namespace Loadgen.Samples.Tests;

public sealed class HealthCheckTests : IDisposable
{
    private readonly SampleServer _server = SampleServer.Start<HealthCheck>();

    [Fact]
    public async Task A_ping_is_answered_ok()
    {
        var reply = await _server.PostAsync("""{"check":"ping"}""");

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal(
            """{"status":"ok","sample":true,"function_id":"api_health_check","check":"ping","duration_ms":0}""", reply.Body.GetRawText());
    }

    [Fact]
    public async Task A_get_is_a_ping()
    {
        using var get = new HttpRequestMessage(HttpMethod.Get, "/");

        var reply = await _server.SendAsync(get);

        Assert.Equal((HttpStatusCode.OK, "ok"), (reply.Status, reply.Text("status")));
    }

    [Theory]
    [InlineData("""{"check":"pong"}""", 422, "check: found 'pong'; allowed: 'ping'", "another check")]
    [InlineData("""{"check":1}""", 400, "check: found 1; allowed: text", "no text")]
    [InlineData("""{"check":null}""", 400, "check: found nothing; allowed: text", "null is nothing")]
    [InlineData("{}", 400, "check: found nothing; allowed: text", "no check")]
    [InlineData("", 400, "body: found nothing; allowed: a JSON object in UTF-8", "no body")]
    [InlineData("{", 400, "body: found text that is not JSON from line 1, byte 2 on; allowed: a JSON object in UTF-8", "half a body")]
    [InlineData("[1]", 400, "body: found an array; allowed: a JSON object in UTF-8", "no object")]
    [InlineData("\"ping\"", 400, "body: found the text 'ping'; allowed: a JSON object in UTF-8", "JSON, but text")]
    [InlineData(
        """{"check":"ping","x":"\ud800"}""",
        400, "body: found half of a surrogate pair; allowed: a JSON object in UTF-8", "no Unicode")]
    [InlineData("""{"check":"ping","event_id":7}""", 400, "event_id: found 7; allowed: text", "a correlation member that is no text")]
    public async Task A_bad_request_is_answered_with_what_is_wrong(string body, int status, string error, string reason)
    {
        var reply = await _server.PostAsync(body);

        Assert.Equal((status, error, reason), ((int)reply.Status, reply.Text("error"), reason));
        Assert.Equal(("error", "true"), (reply.Text("status"), reply.Raw("sample")));
        var line = Assert.Single(_server.Lines);
        Assert.Equal((status, error), (line.Status, line.Error));
    }

    [Fact]
    public async Task Bytes_that_are_not_text_are_refused()
    {
        var reply = await _server.PostAsync([0x7b, 0xff, 0x7d]);

        Assert.Equal("body: found bytes that are not UTF-8; allowed: a JSON object in UTF-8", reply.Text("error"));
    }

    [Theory]
    [InlineData((1 << 20) - 17, 200, "as long as it may be")]
    [InlineData((1 << 20) - 16, 413, "a byte longer")]
    public async Task A_body_has_a_longest_length(int padding, int status, string reason)
    {
        var reply = await _server.PostAsync($$"""{"check":"ping"{{new string(' ', padding + 1)}}}""");

        Assert.Equal((status, reason), ((int)reply.Status, reason));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Other_methods_are_refused_and_told_which_are_taken(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/");

        var reply = await _server.SendAsync(request);

        Assert.Equal((HttpStatusCode.MethodNotAllowed, "GET, POST"), (reply.Status, reply.Allow));
        Assert.Equal($"method: found '{method}'; allowed: GET, POST", reply.Text("error"));
    }

    public void Dispose() => _server.Dispose();
}
