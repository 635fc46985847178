using Microsoft.Extensions.Logging;

namespace Google.Cloud.Functions.Testing;

/// <summary>A logger that keeps what it hears.</summary>
public class MemoryLogger : ILogger
{
    private readonly Lock _lock = new();
    private readonly List<TestLogEntry> _entries = [];
    private readonly string _categoryName;
    private readonly IExternalScopeProvider _scopes;

    /// <summary>Makes a logger with scopes of its own.</summary>
    public MemoryLogger(string categoryName)
        : this(categoryName, scopeProvider: null)
    {
    }

    /// <summary>Makes a logger that shares its scopes.</summary>
    public MemoryLogger(string categoryName, IExternalScopeProvider? scopeProvider) =>
        (_categoryName, _scopes) = (categoryName, scopeProvider ?? new LoggerExternalScopeProvider());

    /// <summary>Forgets what was logged.</summary>
    public void Clear()
    {
        lock (_lock)
            _entries.Clear();
    }

    /// <summary>What has been logged so far, oldest first.</summary>
    public List<TestLogEntry> ListLogEntries()
    {
        lock (_lock)
            return [.. _entries];
    }

    /// <inheritdoc />
    public IDisposable BeginScope<TState>(TState state)
        where TState : notnull => _scopes.Push(state);

    /// <inheritdoc />
    public bool IsEnabled(LogLevel logLevel) => true;

    /// <inheritdoc />
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        var active = new List<object>();
        _scopes.ForEachScope(static (scope, list) => list.AddRange(scope is null ? [] : [scope]), active);
        var entry = new TestLogEntry(_categoryName, logLevel, eventId, formatter(state, exception), exception, active);
        lock (_lock)
            _entries.Add(entry);
    }
}
