using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Loadgen.Cli.Output;
using Loadgen.Clocks;
using Loadgen.Serialization;

namespace Loadgen.Cli.Local.Traces;

/// <summary>Spans as a file that trace viewers open, in the Trace Event Format.</summary>
internal sealed class TraceFile
{
    /// <summary>The option that names it.</summary>
    public const string Option = "--trace";

    /// <summary>What opens it.</summary>
    public const string Viewers = "ui.perfetto.dev or chrome://tracing";

    // The ruler's process and thread; the functions' come after them.
    private const int Ruler = 1, Minutes = 2, FirstFunction = 3;

    private readonly Utf8JsonWriter _writer;
    private readonly IReadOnlyList<TraceProcess> _processes;
    private readonly TraceArrows _arrows;
    private readonly DateTime _zero;
    private readonly DateTime _end;
    private int _arrowCount;

    private TraceFile(Utf8JsonWriter writer, IReadOnlyList<TracedSpan> spans)
    {
        _writer = writer;
        // A full minute.
        var start = spans.Select(span => span.Start).DefaultIfEmpty().Min();
        _zero = start.AddTicks(-(start.Ticks % TimeSpan.TicksPerMinute));
        _end = spans.Select(span => span.End).DefaultIfEmpty().Max();
        _processes = TraceProcess.Of(spans, FirstFunction);
        _arrows = new(_processes);
    }

    /// <summary>Writes it.</summary>
    /// <exception cref="UsageException">There is such a file already, or it cannot be written.</exception>
    public static void Write(string path, bool overwrites, IReadOnlyList<TracedSpan> spans) =>
        NewFile.Write(Option, path, overwrites, (string beside) =>
        {
            using var stream = File.Create(beside);
            using var writer = new Utf8JsonWriter(stream, Json.WriterOptions);
            new TraceFile(writer, spans).Write();
            return path;
        });

    private void Write()
    {
        _writer.WriteStartObject();
        _writer.WriteStartArray("traceEvents");
        WriteRuler();
        foreach (var process in _processes)
        {
            WriteName("process", process.Id, process.Threads[0].Id, process.Name, process.Id);
            foreach (var thread in process.Threads)
            {
                WriteName("thread", process.Id, thread.Id, thread.Lane.Name, thread.Id);
                foreach (var span in thread.Lane.Spans)
                    WriteSpan(span, process.Id, thread.Id);
                // A dense hour's need not all be in memory.
                _writer.Flush();
            }
        }

        _writer.WriteEndArray();
        _writer.WriteEndObject();
    }

    /// <summary>Viewers know no dates: the clock's minutes stand above the spans.</summary>
    private void WriteRuler()
    {
        WriteName("process", Ruler, Minutes, "the rehearsal's clock", Ruler);
        WriteName("thread", Ruler, Minutes, "UTC", Minutes);
        for (var minute = _zero; minute < _end; minute = minute.AddMinutes(1))
        {
            WriteSlice(minute.ToString("HH:mm", CultureInfo.InvariantCulture), Ruler, Minutes, minute, minute.AddMinutes(1));
            _writer.WriteString("cname", "grey");
            _writer.WriteEndObject();
        }
    }

    private void WriteSpan(TracedSpan span, int process, int thread)
    {
        WriteSlice(span.Activity.OperationName, process, thread, span.Start, span.End);
        if (span.Activity.Status is ActivityStatusCode.Error)
            _writer.WriteString("cname", "terrible"); // Red.
        _writer.WriteStartObject("args");
        _writer.WriteString("start", Instant.ToMilliseconds(new DateTimeOffset(span.Start)));
        _writer.WriteString("trace_id", span.TraceId);
        _writer.WriteString("span_id", span.Id);
        _writer.WriteString("parent_span_id", span.ParentId);
        foreach (var (name, value) in span.Activity.TagObjects)
        {
            _writer.WritePropertyName(name);
            JsonSerializer.Serialize(_writer, value);
        }

        _writer.WriteEndObject();
        _writer.WriteEndObject();
        if (_arrows.SourceOf(span) is { } source)
            WriteArrow(source, span, process, thread);
    }

    private void WriteArrow(PlacedSpan source, TracedSpan span, int process, int thread)
    {
        // It begins within the one span, to which its last instant does not belong, and ends where the other begins.
        var (from, to) = (MicrosecondsTo(source.Span.Start), MicrosecondsTo(span.Start));
        from = Math.Max(from, Math.Min(to, MicrosecondsTo(source.Span.End) - 1));
        // So that either kind can be shown alone.
        var category = source.Span.TraceId == span.TraceId ? "events" : "plans";
        _arrowCount++;
        WriteHead("s", "leads to", source.Process, source.Thread, from);
        WriteArrowEnd(category);
        WriteHead("f", "leads to", process, thread, to);
        _writer.WriteString("bp", "e"); // To the span around that instant, not to the next one.
        WriteArrowEnd(category);
    }

    private void WriteArrowEnd(string category)
    {
        _writer.WriteString("cat", category);
        _writer.WriteNumber("id", _arrowCount);
        _writer.WriteEndObject();
    }

    /// <summary>What a process or a thread is called, and where it comes among the others.</summary>
    private void WriteName(string kind, int process, int thread, string name, int index)
    {
        WriteMetadata($"{kind}_name", process, thread);
        _writer.WriteString("name", name);
        _writer.WriteEndObject();
        _writer.WriteEndObject();
        WriteMetadata($"{kind}_sort_index", process, thread);
        _writer.WriteNumber("sort_index", index);
        _writer.WriteEndObject();
        _writer.WriteEndObject();
    }

    private void WriteMetadata(string name, int process, int thread)
    {
        WriteHead("M", name, process, thread);
        _writer.WriteStartObject("args");
    }

    private void WriteSlice(string name, int process, int thread, DateTime start, DateTime end)
    {
        var from = MicrosecondsTo(start);
        WriteHead("X", name, process, thread, from);
        _writer.WriteNumber("dur", MicrosecondsTo(end) - from);
    }

    private void WriteHead(string phase, string name, int process, int thread, long at)
    {
        WriteHead(phase, name, process, thread);
        _writer.WriteNumber("ts", at);
    }

    private void WriteHead(string phase, string name, int process, int thread)
    {
        _writer.WriteStartObject();
        _writer.WriteString("ph", phase);
        _writer.WriteString("name", name);
        _writer.WriteNumber("pid", process);
        _writer.WriteNumber("tid", thread);
    }

    /// <summary>Whole ones: viewers add them up in floating point, and what ends where another begins would overlap it.</summary>
    private long MicrosecondsTo(DateTime at) => (at - _zero).Ticks / TimeSpan.TicksPerMicrosecond;
}
