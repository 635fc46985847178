using System.Text.Json;
using Loadgen.Testing.Processes;
using Loadgen.Testing.Skips;
using Xunit.Abstractions;

namespace Loadgen.Functions.Tests.Telemetry;

/// <summary>.NET's own dashboard of OpenTelemetry, which takes OTLP by HTTP and gRPC, in a process of its own.</summary>
internal sealed class Dashboard : IAsyncDisposable
{
    private const string Package = "aspire.dashboard.sdk.linux-x64";

    private readonly ChildProcess _process;
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<string, string> _addresses = new(StringComparer.Ordinal);

    private Dashboard(string program)
    {
        var file = new ChildProgram(program)
        {
            Folder = Path.GetDirectoryName(program),
            Inherits = name => !name.StartsWith("ASP", StringComparison.Ordinal) && !name.StartsWith("DOTNET_", StringComparison.Ordinal),
            Variables = new Dictionary<string, string>
            {
                ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
                ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = "http://127.0.0.1:0",
                ["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = "http://127.0.0.1:0",
                ["ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS"] = "true",
                ["ASPIRE_DASHBOARD_API_ENABLED"] = "true",
            },
        };
        _process = new(file, Hear, _ => { });
    }

    /// <summary>Why there is none; <see langword="null"/>: there is one.</summary>
    public static string? Missing { get; } = Find() is null
        ? $"NuGet's package {Package} is not on this machine; `dotnet restore tests/Dashboard` brings it."
        : null;

    /// <summary>Where OTLP is taken by HTTP.</summary>
    public string Http => _addresses["OTLP/HTTP listening on"];

    /// <summary>Where OTLP is taken by gRPC.</summary>
    public string Grpc => _addresses["OTLP/gRPC listening on"];

    public static async Task<Dashboard> StartAsync()
    {
        var dashboard = new Dashboard(Find()!);
        await dashboard._listening.Task.WaitAsync(TimeSpan.FromMinutes(5), TimeProvider.System);
        return dashboard;
    }

    /// <summary>All spans that it has, in the JSON of OTLP.</summary>
    public async Task<JsonElement> TracesAsync()
    {
        using var client = new HttpClient();
        return JsonElement.Parse(
            await client.GetStringAsync(new Uri($"{_addresses["Now listening on"]}/api/telemetry/traces?limit=1000")));
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static string? Find()
    {
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var folder = new DirectoryInfo(Path.Combine(packages, Package));
        return folder.Exists ? folder.EnumerateFiles("Aspire.Dashboard", SearchOption.AllDirectories).FirstOrDefault()?.FullName : null;
    }

    private void Hear(string line)
    {
        var at = line.IndexOf(" listening on: ", StringComparison.Ordinal);
        if (at < 0)
            return;
        var (what, address) = (line[..(at + " listening on".Length)].Trim(), line[(at + " listening on: ".Length)..].Trim());
        _addresses[what] = address;
        // The last one that it names.
        if (what.StartsWith("OTLP/HTTP", StringComparison.Ordinal))
            _listening.TrySetResult();
    }
}

/// <summary>Tells why there are no tests with the dashboard.</summary>
public sealed class DashboardNotice(IMessageSink output)
    : SkipNotice(output, "the tests with .NET's dashboard of OpenTelemetry", Dashboard.Missing);
