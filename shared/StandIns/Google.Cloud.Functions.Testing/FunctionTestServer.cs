using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Google.Cloud.Functions.Testing;

/// <summary>
/// A function in the pipeline it has in production, reached without a network. What it throws reaches the caller as it is, instead of as status 500.
/// </summary>
public class FunctionTestServer : IDisposable
{
    private readonly MemoryLoggerProvider _logs;

    /// <summary>Starts a server with the startups that the function names.</summary>
    public FunctionTestServer(Type functionTarget)
        : this(functionTarget, startupAttributeSource: null)
    {
    }

    /// <summary>Starts a server with the startups that another class names; if it names none, with the function's own.</summary>
    /// <param name="functionTarget">The function.</param>
    /// <param name="startupAttributeSource">Usually the test class; null for the function's own startups.</param>
    public FunctionTestServer(Type functionTarget, Type? startupAttributeSource)
        : this(FunctionTestServerBuilder.Create(functionTarget).MaybeUseFunctionsStartupsFromAttributes(startupAttributeSource).Start(), functionTarget)
    {
    }

    internal FunctionTestServer(IHost host, Type functionTarget)
    {
        (Host, Server, FunctionTarget) = (host, host.GetTestServer(), functionTarget);
        _logs = host.Services.GetRequiredService<MemoryLoggerProvider>();
    }

    /// <summary>The server.</summary>
    public TestServer Server { get; }

    /// <summary>The host, with the function's services.</summary>
    public IHost Host { get; }

    /// <summary>The function.</summary>
    public Type FunctionTarget { get; }

    /// <summary>What the function's own logger heard.</summary>
    public List<TestLogEntry> GetFunctionLogEntries() => GetLogEntries(FunctionTarget);

    /// <summary>A client whose requests go to the function.</summary>
    public HttpClient CreateClient() => Server.CreateClient();

    /// <summary>Forgets the loggers; one that was handed out before is no longer listened to.</summary>
    public void ClearLogs() => _logs.Clear();

    /// <summary>What the logger of a type heard.</summary>
    public List<TestLogEntry> GetLogEntries(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return GetLogEntries(type.FullName!.Split('`')[0].Replace('+', '.'));
    }

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
public class FunctionTestServer<TFunction> : FunctionTestServer
{
    /// <summary>Starts a server with the startups that the function names.</summary>
    public FunctionTestServer()
        : this(startupAttributeSource: null)
    {
    }

    internal FunctionTestServer(Type? startupAttributeSource)
        : base(typeof(TFunction), startupAttributeSource)
    {
    }
}
