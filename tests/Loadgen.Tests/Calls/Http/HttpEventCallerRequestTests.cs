using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Loadgen.Calls;
using Loadgen.Configuration;
using Loadgen.Tests.Configuration;

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

    /// <summary>As <c>EXTRA_HEADERS_JSON</c> has them, with a word on what is peculiar to them.</summary>
    public static TheoryData<string, string, string> Accepted => new()
    {
        { "X-Api-Key", "k1", "a name of one's own" },
        { "!#$%&'*+-.^_`|~09azAZ", "k1", "every character that a name may have" },
        { "X-All", " !\"#$%&'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~", "every character that a value may have" },
        { "X-Empty", "", "no value" },
        { "User-Agent", "a/1 (b; c) weird,,", "takes the place of our own, and is no list of products" },
        { "user-agent", "curl/8", "the same in another case, which does not matter" },
        { "Accept", "nonsense that no parser takes", "a list that is none" },
        { "Accept-Encoding", "gzip", "a client might set it by itself" },
        { "Authorization", "Custom abc", "a scheme of one's own" },
        { "Cookie", "a=1; b", "a client might have a jar of its own" },
        { "Cache-Control", "no-such, =", "a list that is none" },
        { "Date", "yesterday", "a date that is none" },
        { "If-Modified-Since", "yesterday", "a date that is none" },
        { "From", "somebody", "an address that is none" },
        { "Max-Forwards", "many", "a number that is none" },
        { "Range", "all", "a range that is none" },
        { "Referer", "not a url", "a URL that is none" },
        { "Via", "?", "a list that is none" },
        { "Proxy-Authorization", "Basic eA==", "there is no proxy to take it" },
        { "Proxy-Connection", "keep-alive", "there is no proxy to take it" },
        { "tracestate", "a=1", "beside our own traceparent" },
        { "Content-Language", "en", "the body's, but not ours" },
        { "Content-Encoding", "identity", "the body's, but not ours" },
        { "Content-MD5", "no hash", "the body's, and no hash" },
        { "Content-Range", "all", "the body's, and no range" },
        { "Content-Whatever", "x", "looks like the body's" },
        { "Allow", "POST", "an answer's, which .NET counts to the body" },
        { "Expires", "never", "an answer's, which .NET counts to the body" },
        { "Last-Modified", "never", "an answer's, which .NET counts to the body" },
        { "ETag", "x", "an answer's" },
        { "Location", "/", "an answer's" },
        { "Set-Cookie", "a=1", "an answer's" },
        { "Server", "me", "an answer's" },
        { "Vary", "*", "an answer's" },
        { "WWW-Authenticate", "Basic", "an answer's" },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public async Task Every_header_that_the_configuration_accepts_arrives_as_it_is(string name, string value, string reason)
    {
        await using var target = ScriptedTarget.Answering(Ok);
        var headers = Variables.Of("A").With("EXTRA_HEADERS_JSON", new JsonObject { [name] = value }.ToJsonString()).Read();

        var result = await Calling.Caller().CallAsync(target.Target(credentials: headers.Targets.FunctionCredentials));

        Assert.True(result.Outcome == Outcome.Ok, $"{reason}: {result.Error}");
        var header = Assert.Single(target.Requests).Split("\r\n\r\n")[0].Split("\r\n");
        var arrived = header.Where(line => line.StartsWith($"{name}: ", StringComparison.OrdinalIgnoreCase));
        Assert.Equal([value], arrived.Select(line => line[(name.Length + 2)..]));
        Assert.True(header.Contains($"traceparent: {Calling.Trace.ToTraceParent()}", StringComparer.Ordinal), reason);
        Assert.True(header.Contains("Content-Type: application/json", StringComparer.Ordinal), reason);
    }

    [Fact]
    public void The_version_is_the_products_without_its_commit() => Assert.Matches(@"^\d+\.\d+\.\d+$", LoadgenVersion.Current);

    [Fact]
    public async Task The_bearer_token_is_the_authorization()
    {
        await using var target = ScriptedTarget.Answering(Ok);

        await Calling.Caller().CallAsync(target.Target(credentials: CallCredentials.None with { BearerToken = "t0ken" }));

        Assert.Contains("\r\nAuthorization: Bearer t0ken\r\n", Assert.Single(target.Requests), StringComparison.Ordinal);
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

    [Theory]
    [InlineData(1900, true)]
    [InlineData(2100, false)]
    public async Task An_error_is_kept_whole_up_to_2000_characters(int length, bool isWhole)
    {
        var reason = string.Join(' ', Enumerable.Range(0, length))[..length];
        await using var target = ScriptedTarget.Answering(Ok);
        var tokens = new IdTokens(_ => throw new InvalidOperationException(reason));

        var result = await Calling.Caller(authMode: AuthMode.Oidc, idTokens: tokens).CallAsync(target.Target());

        var whole = $"no ID token for {target.Authority}: {reason}";
        Assert.Equal($"Auth: {(isWhole ? whole : $"{whole[..1999]}…")}", result.Error);
    }

    [Fact]
    public void ID_tokens_without_a_source_are_a_mistake_of_the_caller() =>
        Assert.Throws<ArgumentException>(() => Calling.Caller(authMode: AuthMode.Oidc));
}
