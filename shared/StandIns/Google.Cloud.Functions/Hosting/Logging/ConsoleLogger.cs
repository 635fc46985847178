using Microsoft.Extensions.Logging;

namespace Google.Cloud.Functions.Hosting.Logging;

/// <summary>The logger of one category. Levels are filtered before it.</summary>
internal sealed class ConsoleLogger(string category, IExternalScopeProvider scopes, ConsoleFormat format, TextWriter writer) : ILogger
{
    private const int HeartbeatSlow = 22;

    private readonly bool _ofKestrel = string.Equals(category, "Microsoft.AspNetCore.Server.Kestrel", StringComparison.Ordinal);

    public IDisposable BeginScope<TState>(TState state)
        where TState : notnull => scopes.Push(state);

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        // An idle function gets no CPU, and Kestrel would complain about it on every request after a pause.
        if (_ofKestrel && eventId.Id == HeartbeatSlow)
            return;

        var message = formatter(state, exception);
        if (message is null or "")
            return;

        var active = new List<object>();
        scopes.ForEachScope(static (scope, list) => list.AddRange(scope is null ? [] : [scope]), active);
        var parameters = (state as IEnumerable<KeyValuePair<string, object?>>)?.ToList();
        writer.WriteLine(format(new ConsoleEntry(logLevel, category, message, exception, parameters, active)));
    }
}
