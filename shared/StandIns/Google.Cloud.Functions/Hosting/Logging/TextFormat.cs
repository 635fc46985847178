using System.Text;
using Microsoft.Extensions.Logging;

namespace Google.Cloud.Functions.Hosting.Logging;

/// <summary>For people: a line with the time, the category and the level; scopes and exceptions on lines of their own.</summary>
internal static class TextFormat
{
    internal static string Write(ConsoleEntry entry)
    {
        var now = TimeProvider.System.GetUtcNow();
        var text = new StringBuilder(FormattableString.Invariant(
            $"{now:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} [{entry.Category}] [{Level(entry.Level)}] {entry.Message}"));
        if (entry.Scopes.Count > 0)
            text.AppendLine().Append("Scopes: [").AppendJoin(", ", entry.Scopes.Select(Scope)).Append(']');
        if (entry.Exception is not null)
            text.AppendLine().Append(ConsoleEntry.Text(entry.Exception));
        return text.ToString();
    }

    private static string Scope(object scope) =>
        scope is IEnumerable<KeyValuePair<string, object?>> pairs
            ? $"{{ {string.Join(", ", pairs.Select(pair => $"{pair.Key}: {ConsoleEntry.Text(pair.Value)}"))} }}"
            : ConsoleEntry.Text(scope);

    private static string Level(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };
}
