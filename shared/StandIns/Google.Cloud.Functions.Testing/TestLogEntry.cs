using Microsoft.Extensions.Logging;

namespace Google.Cloud.Functions.Testing;

/// <summary>One entry that was logged during a test.</summary>
public sealed class TestLogEntry
{
    internal TestLogEntry(LogLevel level, string message, Exception? exception, IReadOnlyList<object> scopes) =>
        (Level, Message, Exception, Scopes) = (level, message, exception, scopes);

    /// <summary>How severe it is.</summary>
    public LogLevel Level { get; }

    /// <summary>What was thrown, if anything.</summary>
    public Exception? Exception { get; }

    /// <summary>The text, formatted.</summary>
    public string Message { get; }

    /// <summary>The scopes it was logged in, ASP.NET's own among them, outermost first.</summary>
    public IReadOnlyList<object> Scopes { get; }

    /// <inheritdoc />
    public override string ToString() => $"[{Level}]: {Message}";
}
