using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Google.Cloud.Functions.Testing;

/// <summary>The loggers of one server, one per category.</summary>
internal sealed class MemoryLoggerProvider : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentDictionary<string, MemoryLogger> _loggers = new(StringComparer.Ordinal);
    private IExternalScopeProvider? _scopes;

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public ILogger CreateLogger(string categoryName) => _loggers.GetOrAdd(categoryName, name => new MemoryLogger(name, _scopes));

    public void Dispose()
    {
    }

    internal List<TestLogEntry> Entries(string categoryName) => _loggers.TryGetValue(categoryName, out var logger) ? logger.ListLogEntries() : [];

    internal void Clear() => _loggers.Clear();
}
