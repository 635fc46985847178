namespace Loadgen.Tests.Configuration;

public sealed class CredentialTests
{
    private const string Secret = "hunter2";

    [Theory]
    [InlineData(null, null, "function-token", "function")]
    [InlineData("own-token", null, "own-token", "function")]
    [InlineData(null, """{"X-From": "own"}""", "function-token", "own")]
    [InlineData("own-token", """{"X-From": "own"}""", "own-token", "own")]
    [InlineData(null, "{}", "function-token", null)]
    public void The_dispatchers_credentials_fall_back_one_by_one(string? token, string? headers, string expectedToken, string? expectedFrom)
    {
        var targets = Variables.Of("C")
            .With("AUTH_BEARER_TOKEN", "function-token").With("EXTRA_HEADERS_JSON", """{"X-From": "function"}""")
            .With("DISPATCHER_AUTH_BEARER_TOKEN", token).With("DISPATCHER_EXTRA_HEADERS_JSON", headers)
            .Read().Targets;

        Assert.Equal("function-token", targets.FunctionCredentials.BearerToken);
        Assert.Equal(expectedToken, targets.DispatcherCredentials.BearerToken);
        Assert.Equal(expectedFrom, targets.DispatcherCredentials.ExtraHeaders.GetValueOrDefault("X-From"));
    }

    [Theory]
    [InlineData("{hunter2", "text that is not JSON from byte 1 of line 1 on", "not JSON")]
    [InlineData("\"hunter2\"", "JSON that is a string", "a value without a name")]
    [InlineData("""["hunter2"]""", "JSON that is an array", "an array")]
    [InlineData("""{"X-A": {"b": "hunter2"}}""", "an object with a non-string member 'X-A'", "nested")]
    [InlineData("""{"X-A": 1}""", "an object with a non-string member 'X-A'", "a number")]
    [InlineData("""{"X-A": null}""", "an object with a non-string member 'X-A'", "null")]
    [InlineData("""{"X-B": "", "Bearer hunter2": "x"}""", "a member (number 2) whose name is no header name", "a space in the name")]
    [InlineData("""{"": "hunter2"}""", "a member (number 1) whose name is no header name", "no name")]
    [InlineData("""{"Ü": "hunter2"}""", "a member (number 1) whose name is no header name", "a name beyond ASCII")]
    [InlineData(
        """{"X-A": "hunter2\r\nX-B: y"}""", "a character that is not printable ASCII in the value of 'X-A'",
        "a second header smuggled in")]
    [InlineData("""{"X-A": "hunter2\u0000"}""", "a character that is not printable ASCII in the value of 'X-A'", "NUL")]
    [InlineData("""{"X-A": "hunter2", "x-a": "hunter2"}""", "the header 'x-a' twice (case does not matter)", "the same header")]
    [InlineData("""{"content-type": "hunter2"}""", "the header 'content-type'", "the call's own")]
    [InlineData("""{"Content-Length": "hunter2"}""", "the header 'Content-Length'", "the call's own")]
    [InlineData("""{"Host": "hunter2"}""", "the header 'Host'", "the call's own")]
    [InlineData("""{"Transfer-Encoding": "hunter2"}""", "the header 'Transfer-Encoding'", "the call's own")]
    [InlineData("""{"Connection": "hunter2"}""", "the header 'Connection'", "the call's own")]
    [InlineData("""{"X-A": "hunter2é"}""", "a character that is not printable ASCII in the value of 'X-A'", "beyond ASCII")]
    [InlineData("""{"X-A": "hunter2\u007f"}""", "a character that is not printable ASCII in the value of 'X-A'", "DEL")]
    [InlineData("""{"X-A": "hunter2\t"}""", "a character that is not printable ASCII in the value of 'X-A'", "a tab")]
    [InlineData("""{"TraceParent": "hunter2"}""", "the header 'TraceParent'", "the call's own")]
    [InlineData("""{"Expect": "hunter2"}""", "the header 'Expect'", "would hold the body back")]
    [InlineData("""{"Keep-Alive": "hunter2"}""", "the header 'Keep-Alive'", "the connection's")]
    [InlineData("""{"TE": "hunter2"}""", "the header 'TE'", "the connection's")]
    [InlineData("""{"Trailer": "hunter2"}""", "the header 'Trailer'", "the connection's")]
    [InlineData("""{"Upgrade": "hunter2"}""", "the header 'Upgrade'", "the connection's")]
    public void Malformed_headers_are_described_without_their_values(string json, string found, string reason)
    {
        var variables = new[] { ("A", "EXTRA_HEADERS_JSON"), ("C", "EXTRA_HEADERS_JSON"), ("C", "DISPATCHER_EXTRA_HEADERS_JSON") };
        foreach (var (scenario, name) in variables)
        {
            var exception = Variables.Of(scenario).With(name, json).Refuse();

            var problem = Assert.Single(exception.Problems);
            Assert.Equal((reason, name, found), (reason, problem.Variable, problem.Found));
            Assert.DoesNotContain(Secret, exception.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("hunter2 hunter2", "a value with white space inside")]
    [InlineData("hunter2\nX-A: b", "a value with white space inside")]
    [InlineData("hunter2é", "a value with a character that is not printable ASCII")]
    [InlineData("hunter2\u007f", "a value with a character that is not printable ASCII")]
    public void A_malformed_token_is_described_and_never_shown(string token, string found)
    {
        foreach (var name in new[] { "AUTH_BEARER_TOKEN", "DISPATCHER_AUTH_BEARER_TOKEN" })
        {
            var exception = Variables.Of("C").With(name, token).Refuse();

            Assert.Equal([(name, found)], exception.Problems.Select(problem => (problem.Variable, problem.Found)));
            Assert.DoesNotContain(Secret, exception.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_configuration_that_is_printed_shows_no_secret()
    {
        var configuration = Variables.Of("C").With("AUTH_BEARER_TOKEN", Secret).With(
            "DISPATCHER_EXTRA_HEADERS_JSON", """{"X-Key": "hunter2"}""").Read();

        Assert.DoesNotContain(Secret, configuration.ToString(), StringComparison.Ordinal);
    }

    private const string Basic = """{"authorization": "Basic hunter2"}""";

    public static TheoryData<string, string[], string?, string> Authorizations => new()
    {
        { "A", ["EXTRA_HEADERS_JSON", Basic], null, "the header is the only one" },
        { "A", ["EXTRA_HEADERS_JSON", Basic, "AUTH_BEARER_TOKEN", "t"], "EXTRA_HEADERS_JSON", "the token sets it as well" },
        { "A", ["EXTRA_HEADERS_JSON", Basic, "AUTH_MODE", "oidc"], "EXTRA_HEADERS_JSON", "the ID token sets it as well" },
        { "A", ["AUTH_BEARER_TOKEN", "t", "AUTH_MODE", "oidc"], null, "a token that is not used does no harm" },
        {
            "C", ["EXTRA_HEADERS_JSON", Basic, "DISPATCHER_AUTH_BEARER_TOKEN", "t"], "EXTRA_HEADERS_JSON",
            "the headers fall back, and meet a token"
        },
        {
            "C", ["DISPATCHER_EXTRA_HEADERS_JSON", Basic, "AUTH_BEARER_TOKEN", "t"], "DISPATCHER_EXTRA_HEADERS_JSON",
            "the token falls back, and meets a header"
        },
        {
            "C", ["EXTRA_HEADERS_JSON", Basic, "AUTH_BEARER_TOKEN", "t", "DISPATCHER_EXTRA_HEADERS_JSON", "{}"], null,
            "nobody is called with both"
        },
    };

    [Theory]
    [MemberData(nameof(Authorizations))]
    public void Only_one_thing_may_set_Authorization(string scenario, string[] settings, string? wrong, string reason)
    {
        var variables = Variables.Of(scenario);
        foreach (var pair in settings.Chunk(2))
            variables[pair[0]] = pair[1];

        if (wrong is null)
            Assert.True(variables.Read() is not null, reason);
        else
            Assert.Equal((reason, wrong), (reason, Assert.Single(variables.Refuse().Problems).Variable));
    }
}
