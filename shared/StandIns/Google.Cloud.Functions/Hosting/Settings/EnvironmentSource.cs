using Microsoft.Extensions.Configuration;

namespace Google.Cloud.Functions.Hosting.Settings;

/// <summary>The environment variables that Cloud Run and Cloud Functions set, as settings of this framework.</summary>
internal sealed class EnvironmentSource : ConfigurationProvider, IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public override void Load()
    {
        var inContainer = string.Equals(Variable("DOTNET_RUNNING_IN_CONTAINER"), "true", StringComparison.OrdinalIgnoreCase);
        var onCloudRun = !string.IsNullOrWhiteSpace(Variable("K_SERVICE"));
        SetUnlessBlank(nameof(FunctionsFrameworkOptions.FunctionTarget), Variable(EntryPoint.FunctionTargetEnvironmentVariable));
        SetUnlessBlank(nameof(FunctionsFrameworkOptions.Port), Variable(EntryPoint.PortEnvironmentVariable));
        SetUnlessBlank(nameof(FunctionsFrameworkOptions.Address), inContainer ? "Any" : "Loopback");
        SetUnlessBlank(nameof(FunctionsFrameworkOptions.JsonLogging), onCloudRun ? bool.TrueString : bool.FalseString);
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name);

    private void SetUnlessBlank(string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
            Data[ConfigurationPath.Combine(FunctionsFrameworkOptions.Section, name)] = value;
    }
}
