using System.Security.Cryptography;
using System.Text;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Util;
using Loadgen.Cloud.Auth;
using Loadgen.Testing.Http;
using Microsoft.Extensions.Time.Testing;

namespace Loadgen.Cloud.Tests.Auth;

public sealed class IdTokensTests : IDisposable
{
    private static readonly Uri Origin = new("https://target-abc.a.run.app/some/path?query");

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 20, 13, 0, 0, TimeSpan.Zero));
    private readonly RSA _key = RSA.Create(2048);

    public void Dispose() => _key.Dispose();

    [Fact]
    public async Task A_token_is_asked_for_with_the_urls_origin_as_its_audience()
    {
        var http = new ScriptedHttp(_ => Token("first"));

        Assert.Equal(Jwt("first"), await Tokens(http).GetTokenAsync(Origin, CancellationToken.None));

        var assertion = Assert.Single(http.Asked).Body.Split('&').Single(pair => pair.StartsWith("assertion=", StringComparison.Ordinal));
        var claims = Encoding.UTF8.GetString(Base64Url(assertion.Split('.')[1]));
        Assert.Contains("\"target_audience\":\"https://target-abc.a.run.app\"", claims, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_kept_for_its_audience_until_shortly_before_it_expires()
    {
        var fetched = 0;
        var http = new ScriptedHttp(_ => Token($"token {++fetched}"));
        var tokens = Tokens(http);

        await tokens.GetTokenAsync(Origin, CancellationToken.None);
        _time.Advance(TimeSpan.FromMinutes(50));
        Assert.Equal(
            Jwt("token 1", lifeStart: -50),
            await tokens.GetTokenAsync(new Uri("https://target-abc.a.run.app/other"), CancellationToken.None));
        Assert.Equal(1, fetched);

        await tokens.GetTokenAsync(new Uri("https://another.a.run.app"), CancellationToken.None);
        Assert.Equal(2, fetched);

        _time.Advance(TimeSpan.FromMinutes(9.5));
        Assert.Equal(Jwt("token 3"), await tokens.GetTokenAsync(Origin, CancellationToken.None));
    }

    [Fact]
    public async Task Concurrent_callers_share_one_fetch()
    {
        var release = new TaskCompletionSource();
        var http = new ScriptedHttp(async (_, _) =>
        {
            await release.Task;
            return Token("shared");
        });
        var tokens = Tokens(http);

        var callers = Enumerable.Range(0, 20).Select(_ => tokens.GetTokenAsync(Origin, CancellationToken.None)).ToList();
        release.SetResult();

        Assert.All(await Task.WhenAll(callers), token => Assert.Equal(Jwt("shared"), token));
        Assert.Single(http.Asked);
    }

    [Fact]
    public async Task A_failed_fetch_is_told_without_secrets_and_not_kept()
    {
        var turn = 0;
        var http = new ScriptedHttp(_ => turn++ == 0
            ? ScriptedHttp.Json(
                """{"error": "invalid_grant", "error_description": "Account gone."}""", System.Net.HttpStatusCode.BadRequest)
            : Token("second"));
        var tokens = Tokens(http);

        var error = await Assert.ThrowsAsync<IdTokenException>(() => tokens.GetTokenAsync(Origin, CancellationToken.None));

        Assert.StartsWith("The token server did not give one. ", error.Message, StringComparison.Ordinal);
        Assert.Contains("invalid_grant", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", error.ToString(), StringComparison.Ordinal); // the signed request
        Assert.Equal(Jwt("second"), await tokens.GetTokenAsync(Origin, CancellationToken.None));
    }

    [Fact]
    public async Task Credentials_that_cannot_give_id_tokens_are_told_so()
    {
        var tokens = new IdTokens(_ => Task.FromResult(GoogleCredential.FromAccessToken("secret")));

        var error = await Assert.ThrowsAsync<IdTokenException>(() => tokens.GetTokenAsync(Origin, CancellationToken.None));

        Assert.StartsWith("AUTH_MODE=oidc needs the credentials of a service account", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(error.InnerException!.Message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_that_gives_up_does_not_end_the_fetch_of_the_others()
    {
        var release = new TaskCompletionSource();
        var http = new ScriptedHttp(async (_, _) =>
        {
            await release.Task;
            return Token("shared");
        });
        var tokens = Tokens(http);
        using var impatient = new CancellationTokenSource();
        var first = tokens.GetTokenAsync(Origin, impatient.Token);
        var second = tokens.GetTokenAsync(Origin, CancellationToken.None);

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        release.SetResult();

        Assert.Equal(Jwt("shared"), await second);
    }

    private IdTokens Tokens(ScriptedHttp http)
    {
        var initializer = new ServiceAccountCredential.Initializer("invoker@p.iam.gserviceaccount.com")
        {
            Key = _key,
            HttpClientFactory = http,
            Clock = new Clock(_time),
        };
        return new IdTokens(_ => Task.FromResult(new ServiceAccountCredential(initializer).ToGoogleCredential()));
    }

    private HttpResponseMessage Token(string id) => ScriptedHttp.Json($$"""{"id_token": "{{Jwt(id)}}"}""");

    /// <summary>A token of one hour, as far as the library looks at it.</summary>
    private string Jwt(string id, int lifeStart = 0)
    {
        var start = _time.GetUtcNow().AddMinutes(lifeStart).ToUnixTimeSeconds();
        var header = Url("""{"alg":"RS256","typ":"JWT"}""");
        var payload = Url($$"""{"sub":"{{id}}","iat":{{start}},"exp":{{start + 3600}}}""");
        return $"{header}.{payload}.{Url("signature")}";
    }

    private static string Url(string text) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static byte[] Base64Url(string text) =>
        Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '='));

    private sealed class Clock(TimeProvider time) : IClock
    {
        public DateTime Now => time.GetLocalNow().DateTime;

        public DateTime UtcNow => time.GetUtcNow().UtcDateTime;
    }
}
