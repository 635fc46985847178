using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Google.Cloud.Functions.Testing;

/// <summary>A logger that keeps what it hears.</summary>
internal sealed class MemoryLogger(IExternalScopeProvider scopes) : ILogger
{
    private readonly Lock _lock = new();
    private readonly List<TestLogEntry> _entries = [];

    /// <summary>What has been logged so far, oldest first.</summary>
    public List<TestLogEntry> Entries
    {
        get
        {
            lock (_lock)
                return [.. _entries];
        }
    }

    public IDisposable BeginScope<TState>(TState state)
        where TState : notnull => scopes.Push(state);

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var active = new List<object>();
        scopes.ForEachScope(static (scope, list) => list.AddRange(scope is null ? [] : [scope]), active);
        var entry = new TestLogEntry(logLevel, formatter(state, exception), exception, active);
        lock (_lock)
            _entries.Add(entry);
    }
}

/// <summary>The loggers of one server, one per category.</summary>
internal sealed class MemoryLoggerProvider : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentDictionary<string, MemoryLogger> _loggers = new(StringComparer.Ordinal);
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public ILogger CreateLogger(string categoryName) => _loggers.GetOrAdd(categoryName, _ => new MemoryLogger(_scopes));

    public void Dispose()
    {
    }

    internal List<TestLogEntry> Entries(string categoryName) =>
        _loggers.TryGetValue(categoryName, out var logger) ? logger.Entries : [];

    internal void Clear() => _loggers.Clear();
}
