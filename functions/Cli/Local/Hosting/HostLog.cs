using System.Globalization;
using Loadgen.Clocks;
using Microsoft.Extensions.Logging;

namespace Loadgen.Cli.Local.Hosting;

/// <summary>A function's log in a file.</summary>
/// <param name="time">The machine's clock.</param>
/// <param name="read">Follows what the function does; must return at once.</param>
internal sealed class HostLog(string path, TimeProvider time, LogReader? read = null) : ILoggerProvider
{
    private readonly Lock _gate = new();
    private readonly StreamWriter _writer = new(path) { AutoFlush = true, NewLine = "\n" };
    private bool _closed;

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    /// <summary>Writes a line as it is.</summary>
    public void Write(string line)
    {
        lock (_gate)
        {
            // A host that is stopping may log something after its log is closed.
            if (!_closed)
                _writer.WriteLine(line);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            _writer.Dispose();
        }
    }

    private DateTimeOffset Now => time.GetUtcNow();

    private void Tell(string? name, IReadOnlyList<KeyValuePair<string, object?>> values) => read?.Invoke(name, values);

    private sealed class Logger(HostLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is not LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var line = string.Create(
                CultureInfo.InvariantCulture, $"{Instant.ToMilliseconds(log.Now)} {logLevel} {category}: {formatter(state, exception)}");
            log.Write(exception is null ? line : $"{line}\n{exception}");
            if (state is IReadOnlyList<KeyValuePair<string, object?>> values)
                log.Tell(eventId.Name, values);
        }
    }
}

/// <summary>Follows a log.</summary>
/// <param name="name">The name of the event that was logged, where it has one.</param>
/// <param name="values">The message's values by their names.</param>
internal delegate void LogReader(string? name, IReadOnlyList<KeyValuePair<string, object?>> values);
