using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Google.Cloud.Functions.Hosting.Logging;

/// <summary>For Cloud Logging: one JSON object a line. It adds the time itself.</summary>
internal static class JsonFormat
{
    private const string Template = "{OriginalFormat}";

    internal static string Write(ConsoleEntry entry)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("message", entry.Message);
            writer.WriteString("category", entry.Category);
            if (entry.Exception is not null)
                writer.WriteString("exception", ConsoleEntry.Text(entry.Exception));
            writer.WriteString("severity", Severity(entry.Level));
            if (entry.Parameters is { Count: > 0 } parameters && parameters is not [{ Key: Template }])
                WriteParameters(writer, parameters);
            if (entry.Scopes.Count > 0)
                WriteScopes(writer, entry.Scopes);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteParameters(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, object?>> parameters)
    {
        writer.WriteStartObject("format_parameters");
        foreach (var (key, value) in parameters.Where(pair => !string.IsNullOrEmpty(pair.Key)))
            writer.WriteString(char.IsDigit(key[0]) ? "_" + key : key, ConsoleEntry.Text(value));
        writer.WriteEndObject();
    }

    private static void WriteScopes(Utf8JsonWriter writer, IEnumerable<object> scopes)
    {
        writer.WriteStartArray("scopes");
        foreach (var scope in scopes)
        {
            if (scope is not IEnumerable<KeyValuePair<string, object?>> pairs)
            {
                writer.WriteStringValue(ConsoleEntry.Text(scope));
                continue;
            }

            writer.WriteStartObject();
            foreach (var (key, value) in pairs.Where(pair => !string.IsNullOrEmpty(pair.Key)))
                writer.WriteString(key, ConsoleEntry.Text(value));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string Severity(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => "DEBUG",
        LogLevel.Information => "INFO",
        LogLevel.Warning => "WARNING",
        LogLevel.Error => "ERROR",
        _ => "CRITICAL",
    };
}
