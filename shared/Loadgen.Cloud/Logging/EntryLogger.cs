using System.Globalization;
using System.Text;
using System.Text.Json;
using Loadgen.Serialization;
using Loadgen.Telemetry;
using Microsoft.Extensions.Logging;

namespace Loadgen.Cloud.Logging;

/// <summary>
/// The logger of one category. Its entries have the members of the Functions Framework's, but for scopes, and those of an event.
/// </summary>
internal sealed class EntryLogger(string category, IExternalScopeProvider scopes, TextOutput write, EntryMembers members) : ILogger
{
    private const string Template = "{OriginalFormat}";
    private const int HeartbeatSlow = 22;

    private readonly bool _isKestrels = category == "Microsoft.AspNetCore.Server.Kestrel";

    public IDisposable BeginScope<TState>(TState state)
        where TState : notnull => scopes.Push(state);

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        // An instance has no processor between requests, and Kestrel would complain after every pause.
        if (_isKestrels && eventId.Id == HeartbeatSlow)
            return;
        if (formatter(state, exception) is not { Length: > 0 } message)
            return;

        write(Encoding.UTF8.GetString(Json.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("message", message);
            writer.WriteString("category", category);
            if (exception is not null)
                writer.WriteString("exception", exception.ToString());
            EntryMembers.WriteSeverity(writer, Severities.Of(logLevel));
            if (state is IReadOnlyList<KeyValuePair<string, object?>> values && values is not ([] or [{ Key: Template }]))
                WriteValues(writer, values);
            members.WriteSubject(writer, FindScope());
            writer.WriteEndObject();
        }).Span));
    }

    private static void WriteValues(Utf8JsonWriter writer, IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        writer.WriteStartObject("format_parameters");
        foreach (var (key, value) in values.Where(pair => !string.IsNullOrEmpty(pair.Key)))
        {
            writer.WriteString(
                char.IsAsciiDigit(key[0]) ? $"_{key}" : key, Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
        }

        writer.WriteEndObject();
    }

    private LogScope? FindScope()
    {
        var found = new Found();
        scopes.ForEachScope(static (scope, found) => found.Scope = scope as LogScope ?? found.Scope, found);
        return found.Scope;
    }

    private sealed class Found
    {
        public LogScope? Scope { get; set; }
    }
}
