namespace Loadgen.Configuration;

/// <summary>Tokens and extra headers, for functions and for the dispatcher.</summary>
internal static class CredentialsReader
{
    private sealed record Part<T>(T Value, string Variable);

    /// <summary>
    /// Reads both pairs. The dispatcher's, which scenario C alone uses, fall back to the functions' one by one; an empty object
    /// of headers is a value, and so means none.
    /// </summary>
    public static (CallCredentials Functions, CallCredentials Dispatcher, AuthMode Mode) Read(VariableReader variables, Scenario? scenario)
    {
        var token = ReadToken(variables, ConfigurationVariables.BearerToken);
        var headers = ReadHeaders(variables, ConfigurationVariables.ExtraHeaders);
        var calledToken = token;
        var calledHeaders = headers;
        if (scenario is Scenario.C)
        {
            calledToken = ReadToken(variables, ConfigurationVariables.DispatcherBearerToken) ?? token;
            calledHeaders = ReadHeaders(variables, ConfigurationVariables.DispatcherExtraHeaders) ?? headers;
        }

        var mode = variables.Optional(ConfigurationVariables.AuthMode, TextRules.AuthMode, AuthMode.Bearer);
        RequireOneAuthorization(variables, calledToken, calledHeaders, mode);
        return (Join(token, headers), Join(calledToken, calledHeaders), mode);
    }

    // Two values for one header: which one arrives would be the HTTP client's choice.
    private static void RequireOneAuthorization(
        VariableReader variables, Part<string>? token, Part<IReadOnlyDictionary<string, string>>? headers, AuthMode mode)
    {
        if (headers is null || !headers.Value.ContainsKey(HeaderMap.Authorization))
            return;

        if (mode is AuthMode.Oidc)
            variables.Report(headers.Variable, "the header 'Authorization'", "no Authorization where AUTH_MODE is oidc, which sets it");
        else if (token is not null)
            variables.Report(headers.Variable, "the header 'Authorization'", $"no Authorization beside {token.Variable}, which sets it");
    }

    private static Part<string>? ReadToken(VariableReader variables, string name) =>
        variables.Optional(name, TextRules.BearerToken, null) is { } token ? new(token, name) : null;

    private static Part<IReadOnlyDictionary<string, string>>? ReadHeaders(VariableReader variables, string name) =>
        HeaderMap.Read(variables, name) is { } headers ? new(headers, name) : null;

    private static CallCredentials Join(Part<string>? token, Part<IReadOnlyDictionary<string, string>>? headers) =>
        new(token?.Value, headers?.Value ?? CallCredentials.None.ExtraHeaders);
}
