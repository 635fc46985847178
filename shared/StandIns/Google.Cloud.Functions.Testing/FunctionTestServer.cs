using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Google.Cloud.Functions.Testing;

/// <summary>
/// A function in the pipeline it has in production, reached without a network. What it throws reaches the caller as it is, instead of as
/// status 500.
/// </summary>
public class FunctionTestServer : IDisposable
{
    private readonly Type _functionTarget;
    private readonly MemoryLoggerProvider _logs;

    internal FunctionTestServer(IHost host, Type functionTarget)
    {
        Host = host;
        Server = host.GetTestServer();
        _functionTarget = functionTarget;
        _logs = host.Services.GetRequiredService<MemoryLoggerProvider>();
    }

    /// <summary>The server.</summary>
    public TestServer Server { get; }

    /// <summary>The host, with the function's services.</summary>
    public IHost Host { get; }

    /// <summary>What the function's own logger heard.</summary>
    public List<TestLogEntry> GetFunctionLogEntries() => GetLogEntries(_functionTarget.FullName!.Split('`')[0].Replace('+', '.'));

    /// <summary>A client whose requests go to the function.</summary>
    public HttpClient CreateClient() => Server.CreateClient();

    /// <summary>Forgets the loggers; one that was handed out before is no longer listened to.</summary>
    public void ClearLogs() => _logs.Clear();

    /// <summary>What the logger of a category heard.</summary>
    public List<TestLogEntry> GetLogEntries(string categoryName)
    {
        ArgumentNullException.ThrowIfNull(categoryName);
        return _logs.Entries(categoryName);
    }

    /// <summary>Stops the server.</summary>
    public void Dispose()
    {
        Host.Dispose();
        GC.SuppressFinalize(this);
    }
}

/// <summary>As <see cref="FunctionTestServer"/>, in a form that a test fixture can ask for.</summary>
/// <typeparam name="TFunction">The function.</typeparam>
public class FunctionTestServer<TFunction>() : FunctionTestServer(FunctionTestServerBuilder.Create<TFunction>().Start(), typeof(TFunction));
