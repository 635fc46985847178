namespace Loadgen.Configuration;

/// <summary>How calls authenticate themselves (<c>AUTH_MODE</c>).</summary>
public enum AuthMode
{
    /// <summary>With the configured bearer tokens; without a header where there is none.</summary>
    Bearer,

    /// <summary>With a Google-signed ID token for the URL's origin.</summary>
    Oidc,
}
