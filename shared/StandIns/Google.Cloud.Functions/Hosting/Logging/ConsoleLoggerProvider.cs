using Microsoft.Extensions.Logging;

namespace Google.Cloud.Functions.Hosting.Logging;

/// <summary>Loggers that write every entry to one writer, in one format.</summary>
internal sealed class ConsoleLoggerProvider(ConsoleFormat format, TextWriter writer) : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public ILogger CreateLogger(string categoryName) => new ConsoleLogger(categoryName, _scopes, format, writer);

    public void Dispose()
    {
    }
}
