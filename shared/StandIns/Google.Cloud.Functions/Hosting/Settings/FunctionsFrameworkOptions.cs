using System.Net;
using Microsoft.Extensions.Configuration;

namespace Google.Cloud.Functions.Hosting.Settings;

/// <summary>The section <c>FunctionsFramework</c> of the configuration.</summary>
internal sealed class FunctionsFrameworkOptions
{
    internal const string Section = "FunctionsFramework";

    /// <summary>The port to listen on.</summary>
    public int Port { get; set; } = 8080;

    /// <summary>The full name of the function's type; null for the only one.</summary>
    public string? FunctionTarget { get; set; }

    /// <summary><c>Any</c>, <c>Loopback</c> (which null means as well) or an IP address.</summary>
    public string? Address { get; set; }

    /// <summary>Whether the console gets a JSON object per line.</summary>
    public bool JsonLogging { get; set; }

    internal IPAddress IPAddress => Address switch
    {
        "Any" => IPAddress.Any,
        "Loopback" or null => IPAddress.Loopback,
        var address => IPAddress.Parse(address),
    };

    /// <exception cref="InvalidOperationException">A value has the wrong form.</exception>
    internal static FunctionsFrameworkOptions From(IConfiguration configuration) =>
        configuration.GetSection(Section).Get<FunctionsFrameworkOptions>() ?? new();
}
