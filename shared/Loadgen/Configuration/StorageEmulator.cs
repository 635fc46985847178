namespace Loadgen.Configuration;

/// <summary>
/// What <c>STORAGE_EMULATOR_HOST</c> says. Google's client for .NET takes the value as it stands, where emulators and Google's other
/// clients mean <c>host:port</c> and know the path: so it is completed here, and both ways to write it serve.
/// </summary>
public static class StorageEmulator
{
    /// <summary>The variable's name.</summary>
    public const string Variable = "STORAGE_EMULATOR_HOST";

    private const string ApiPath = "storage/v1/";

    /// <summary>The address of the emulator's JSON API, ending in a slash.</summary>
    /// <param name="value">The variable: <c>host:port</c> or a URL, with or without the API's path.</param>
    /// <returns><see langword="null"/> where it is not set or blank: then Cloud Storage itself is meant.</returns>
    /// <exception cref="ConfigurationException">It is no address.</exception>
    public static string? AddressOf(string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
            return null;

        var text = value.Trim();
        var url = text.Contains("://", StringComparison.Ordinal) ? text : $"http://{text}";
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address)
            || address is not { Scheme: "http" or "https", Query: "", Fragment: "", UserInfo: "" })
            throw new ConfigurationException([new(Variable, Found.Url(text), "host:port, or an http(s) URL without query")]);

        var path = address.AbsolutePath.Trim('/');
        return new Uri(address, path.Length == 0 ? $"/{ApiPath}" : $"/{path}/").AbsoluteUri;
    }
}
