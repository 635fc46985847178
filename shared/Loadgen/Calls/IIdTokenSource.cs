namespace Loadgen.Calls;

/// <summary>Where ID tokens come from (<c>AUTH_MODE=oidc</c>).</summary>
public interface IIdTokenSource
{
    /// <summary>
    /// A token whose audience is <paramref name="origin"/>: from the cache, until shortly before it expires. Fails with an exception whose
    /// message says why, but not for whom, and holds no secret.
    /// </summary>
    /// <param name="origin">Scheme, host and port of the URL that is going to be called.</param>
    Task<string> GetTokenAsync(Uri origin, CancellationToken cancellationToken);
}
