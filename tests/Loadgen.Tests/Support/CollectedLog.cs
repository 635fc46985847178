using Microsoft.Extensions.Logging;

namespace Loadgen.Tests.Support;

/// <summary>What was told beside the log lines.</summary>
internal sealed class CollectedLog<T> : ILogger<T>
{
    public List<(string? Event, string Message)> Entries { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Entries.Add((eventId.Name, formatter(state, exception)));
}
