using System.Diagnostics;
using System.Text.Json;
using Loadgen.Telemetry;

namespace Loadgen.Cloud.Logging;

/// <summary>The members of a line of JSON that Cloud Logging takes for what an entry is about.</summary>
/// <param name="project">The project that has the traces; <see langword="null"/>: nobody said.</param>
internal sealed class EntryMembers(string? project)
{
    /// <summary>Writes how bad it is.</summary>
    public static void WriteSeverity(Utf8JsonWriter writer, Severity severity) => writer.WriteString("severity", severity.ToName());

    /// <summary>
    /// Writes the trace, the span and the labels. What is about no event is in the trace of the request that is being answered.
    /// </summary>
    public void WriteSubject(Utf8JsonWriter writer, LogScope? about)
    {
        if ((about?.Trace?.TraceId ?? Activity.Current?.TraceId.ToHexString()) is { } trace)
        {
            writer.WriteString("logging.googleapis.com/trace", project is null ? trace : $"projects/{project}/traces/{trace}");
            if ((SpanIn(trace) ?? about?.Trace?.SpanId) is { } span)
                writer.WriteString("logging.googleapis.com/spanId", span);
        }

        if (about?.Labels.ToList() is not { Count: > 0 } labels)
            return;
        writer.WriteStartObject("logging.googleapis.com/labels");
        foreach (var (name, value) in labels)
            writer.WriteString(name, value);
        writer.WriteEndObject();
    }

    /// <summary>The present span, where it can be found in the trace. That of ASP.NET's own activity is recorded nowhere.</summary>
    private static string? SpanIn(string trace) =>
        Activity.Current is { Recorded: true, Source.Name: Spans.SourceName } present && present.TraceId.ToHexString() == trace
            ? present.SpanId.ToHexString()
            : null;
}
