using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Loadgen.Functions.Tests.Hosting;

/// <summary>Everything that a host logs, at every level.</summary>
internal sealed class HeardLog : ILoggerProvider
{
    public ConcurrentQueue<HeardEntry> Entries { get; } = new();

    /// <summary>What a log without ASP.NET's own chatter has: all from this level on.</summary>
    public IReadOnlyList<HeardEntry> From(LogLevel level) => [.. Entries.Where(entry => entry.Level >= level)];

    public ILogger CreateLogger(string categoryName) => new Logger(Entries, categoryName);

    public void Dispose()
    {
    }

    private sealed class Logger(ConcurrentQueue<HeardEntry> entries, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            entries.Enqueue(new(category, LogLevel.Trace, Name: null, $"scope {Spell(state)}", Exception: null));
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            entries.Enqueue(new(category, logLevel, eventId.Name, $"{formatter(state, exception)} {Spell(state)}", exception));

        private static string Spell<TState>(TState state) =>
            state is IEnumerable<KeyValuePair<string, object?>> values ? $"({string.Join(", ", values)})" : $"({state})";
    }
}

/// <summary>One entry: the message and behind it, in brackets, the values it was made of.</summary>
internal sealed record HeardEntry(string Category, LogLevel Level, string? Name, string Message, Exception? Exception);
