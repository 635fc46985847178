using Loadgen.Calls;
using Loadgen.Configuration;

namespace Loadgen.Cli.Variables;

/// <summary>
/// Asks for an ID token before an hour begins (<c>AUTH_MODE=oidc</c>): without credentials each of its calls would fail, one by one.
/// </summary>
internal static class CredentialCheck
{
    private const string AuthModeVariable = "AUTH_MODE";

    /// <summary>Asks once: a credential gives tokens for every URL, or for none.</summary>
    /// <param name="variables">Where the configuration was read.</param>
    /// <exception cref="UsageException">There is no token to be had; the message says all that is known.</exception>
    public static async Task RequireAsync(
        VariableSet variables, LoadgenConfiguration configuration, IIdTokenSource tokens, CancellationToken cancellationToken)
    {
        var targets = configuration.Targets;
        if (targets.AuthMode is not AuthMode.Oidc || configuration.DryRun)
            return;

        var url = targets.DispatcherUrl ?? targets.FunctionUrls.Values.SelectMany(regions => regions.Values).First();
        var origin = new Uri(url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped));
        try
        {
            await tokens.GetTokenAsync(origin, cancellationToken);
        }
        catch (Exception e) when (e is not OutOfMemoryException && !cancellationToken.IsCancellationRequested)
        {
            throw new UsageException(
                $"{variables.PlaceOf(AuthModeVariable)}: no ID token for {origin.Authority}: {OneLine(e.Message)} "
                + $"Allowed: such credentials, or {AuthModeVariable} bearer.",
                e);
        }
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
