using System.Collections.Concurrent;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Auth.OAuth2.Responses;
using Loadgen.Calls;

namespace Loadgen.Cloud.Auth;

/// <summary>
/// Google-signed ID tokens from a credential. Google's library keeps one token an audience, fetches the next one some minutes before it
/// expires, and lets concurrent callers share the fetch.
/// </summary>
/// <param name="findCredential">Finds the credential; asked again only where it failed.</param>
public sealed class IdTokens(Func<CancellationToken, Task<GoogleCredential>> findCredential) : IIdTokenSource
{
    private readonly ConcurrentDictionary<string, OidcToken> _tokens = new(StringComparer.Ordinal);

    /// <summary>Tokens from Application Default Credentials: on Google Cloud, the service's own account.</summary>
    public IdTokens()
        : this(GoogleCredential.GetApplicationDefaultAsync)
    {
    }

    /// <inheritdoc />
    /// <exception cref="IdTokenException">There is none to be had.</exception>
    public async Task<string> GetTokenAsync(Uri origin, CancellationToken cancellationToken)
    {
        var audience = origin.GetLeftPart(UriPartial.Authority);
        try
        {
            if (!_tokens.TryGetValue(audience, out var token))
            {
                var credential = await findCredential(cancellationToken);
                // Nothing is fetched yet, so that callers who get here at once lose nothing when the first one's token is kept.
                var options = OidcTokenOptions.FromTargetAudience(audience);
                token = _tokens.GetOrAdd(audience, await credential.GetOidcTokenAsync(options, cancellationToken));
            }

            return await token.GetAccessTokenAsync(cancellationToken);
        }
        catch (InvalidOperationException e)
        {
            throw new IdTokenException(
                "AUTH_MODE=oidc needs the credentials of a service account, from the metadata server or GOOGLE_APPLICATION_CREDENTIALS. "
                + e.Message,
                e);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested
            && e is TokenResponseException or HttpRequestException or IOException or OperationCanceledException)
        {
            throw new IdTokenException($"The token server did not give one. {e.Message}", e);
        }
    }
}

/// <summary>There is no ID token to be had. The message says why, and holds no secret; who asked knows for whom.</summary>
public sealed class IdTokenException(string message, Exception inner) : Exception(message, inner);
