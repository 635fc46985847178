using System.Diagnostics;
using System.Text;
using Loadgen.Calls;
using Loadgen.Configuration;

namespace Loadgen.Tests.Calls.Http;

/// <summary>What the target gets to see.</summary>
public sealed class HttpEventCallerRequestTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    [Fact]
    public async Task The_request_is_these_bytes_and_no_others()
    {
        using var activity = new Activity("around the call").SetIdFormat(ActivityIdFormat.W3C).Start();
        await using var target = ScriptedTarget.Answering(Ok);

        var result = await Calling.Caller().CallAsync(target.Target("/run?key=a%20b"));

        Assert.Equal(Calling.Body.Length, result.RequestBytes);
        Assert.Equal(
            $"POST /run?key=a%20b HTTP/1.1\r\nHost: {target.Authority}\r\n" +
            $"User-Agent: loadgen/{LoadgenVersion.Current}\r\ntraceparent: {Calling.Trace.ToTraceParent()}\r\n" +
            "Content-Type: application/json\r\nContent-Length: 16\r\n\r\n" +
            Encoding.UTF8.GetString(Calling.Body),
            Assert.Single(target.Requests));
    }

    [Theory]
    [InlineData("X-Api-Key", "k1", "X-Api-Key: k1")]
    [InlineData("User-Agent", "a/1 (b; c) weird,,", "User-Agent: a/1 (b; c) weird,,")]
    [InlineData("Accept", "nonsense that no parser takes", "Accept: nonsense that no parser takes")]
    [InlineData("Content-Language", "en", "Content-Language: en")]
    [InlineData("Host", "other.example", "Host: other.example")]
    [InlineData("Authorization", "Custom abc", "Authorization: Custom abc")]
    public async Task An_extra_header_is_sent_as_it_is(string name, string value, string expected)
    {
        await using var target = ScriptedTarget.Answering(Ok);

        var result = await Calling.Caller().CallAsync(target.Target(credentials: With(name, value)));

        Assert.Equal(Outcome.Ok, result.Outcome);
        Assert.Contains($"\r\n{expected}\r\n", Assert.Single(target.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_is_the_products_without_its_commit() => Assert.Matches(@"^\d+\.\d+\.\d+$", LoadgenVersion.Current);

    [Theory]
    [InlineData("", "x", "Request: an extra header's name is not a valid header name", "no name")]
    [InlineData("Two Words", "x", "Request: an extra header's name is not a valid header name", "a space")]
    [InlineData("X-Key\r\nInjected", "x", "Request: an extra header's name is not a valid header name", "a second header within the name")]
    [InlineData(
        "X-Key", "s3cret\r\nInjected: y", "Request: the value of the header 'X-Key' has characters other than printable ASCII",
        "within the value")]
    [InlineData("X-Key", "s3crét", "Request: the value of the header 'X-Key' has characters other than printable ASCII", "not ASCII")]
    [InlineData("content-type", "text/plain", "Request: the header 'content-type' cannot be set as an extra header", "the body is JSON")]
    [InlineData("Content-Length", "3", "Request: the header 'Content-Length' cannot be set as an extra header", "the body has its length")]
    [InlineData("Transfer-Encoding", "chunked", "Request: the header 'Transfer-Encoding' cannot be set as an extra header", "two framings")]
    [InlineData("Expect", "100-continue", "Request: the header 'Expect' cannot be set as an extra header", "would hold the body back")]
    public async Task A_header_that_cannot_be_sent_is_a_result_and_nothing_is_sent(
        string name, string value, string expected, string reason)
    {
        await using var target = ScriptedTarget.Answering(Ok);

        var result = await Calling.Caller().CallAsync(target.Target(credentials: With(name, value)));

        Assert.True(string.Equals(expected, result.Error, StringComparison.Ordinal), $"{reason}: {result.Error}");
        Assert.Equal(Outcome.ConnectionError, result.Outcome);
        Assert.Equal(new CallTimings(null, null, null, null, null), result.Timings);
        Assert.Equal(TimeSpan.Zero, result.Latency);
        Assert.Equal(0, target.Connections);
    }

    [Fact]
    public async Task The_bearer_token_is_the_one_authorization()
    {
        await using var target = ScriptedTarget.Answering(Ok);
        var credentials = With("authorization", "Custom abc") with { BearerToken = "t0ken" };

        await Calling.Caller().CallAsync(target.Target(credentials: credentials));

        var request = Assert.Single(target.Requests);
        Assert.Contains("\r\nAuthorization: Bearer t0ken\r\n", request, StringComparison.Ordinal);
        Assert.DoesNotContain("Custom", request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ID_token_is_for_the_origin_and_takes_the_bearer_tokens_place()
    {
        await using var target = ScriptedTarget.Answering(Ok);
        var tokens = new IdTokens(_ => "id-token");
        var credentials = CallCredentials.None with { BearerToken = "t0ken" };

        await Calling.Caller(authMode: AuthMode.Oidc, idTokens: tokens).CallAsync(
            target.Target("/a/b?c=d", "user:pass@127.0.0.1", credentials));

        Assert.Equal([new Uri($"http://{target.Authority}/")], tokens.Origins);
        Assert.Contains("\r\nAuthorization: Bearer id-token\r\n", Assert.Single(target.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_ID_token_nothing_is_sent()
    {
        await using var target = ScriptedTarget.Answering(Ok);
        var tokens = new IdTokens(_ => throw new InvalidOperationException("no\ncredentials"));

        var result = await Calling.Caller(authMode: AuthMode.Oidc, idTokens: tokens).CallAsync(target.Target());

        Assert.Equal(Outcome.ConnectionError, result.Outcome);
        Assert.Equal($"Auth: no ID token for {target.Authority}: no credentials", result.Error);
        Assert.Equal(0, target.Connections);
    }

    [Fact]
    public void ID_tokens_without_a_source_are_a_mistake_of_the_caller() =>
        Assert.Throws<ArgumentException>(() => Calling.Caller(authMode: AuthMode.Oidc));

    private static CallCredentials With(string name, string value) =>
        new(null, new Dictionary<string, string>(StringComparer.Ordinal) { [name] = value });
}
