using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Google.Cloud.Functions.Hosting.Logging;

/// <summary>Writes one entry as the lines of a format.</summary>
internal delegate string ConsoleFormat(ConsoleEntry entry);

/// <summary>What is known of one log entry.</summary>
/// <param name="Message">The text, formatted.</param>
/// <param name="Parameters">The parameters of the text, and its template; null when the state has none.</param>
/// <param name="Scopes">The scopes it was logged in, outermost first.</param>
internal sealed record ConsoleEntry(
    LogLevel Level,
    string Category,
    string Message,
    Exception? Exception,
    IReadOnlyList<KeyValuePair<string, object?>>? Parameters,
    IReadOnlyList<object> Scopes)
{
    internal static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
