using Microsoft.Extensions.Logging;

namespace Loadgen.Cloud.Logging;

/// <summary>Loggers whose entries are Cloud Logging's, each a line of JSON, and say which event they are about.</summary>
internal sealed class EntryLoggerProvider(TextOutput write, EntryMembers members) : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public ILogger CreateLogger(string categoryName) => new EntryLogger(categoryName, _scopes, write, members);

    public void Dispose()
    {
    }
}
