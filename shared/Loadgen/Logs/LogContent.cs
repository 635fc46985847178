using System.Text;
using Loadgen.Records;
using Loadgen.Runs;
using Loadgen.Serialization;

namespace Loadgen.Logs;

/// <summary>
/// What a log object held at one generation, as far as one run is concerned. An object may hold other runs and foreign lines as well; they
/// are left alone.
/// </summary>
internal sealed class LogContent
{
    private readonly Dictionary<LineKey, ReadOnlyMemory<byte>> _lines = [];

    private LogContent(long generation, bool endsInNewLine)
    {
        Generation = generation;
        EndsInNewLine = endsInNewLine;
    }

    /// <summary>There is no object yet.</summary>
    public static LogContent Absent() => new(generation: 0, endsInNewLine: true);

    public long Generation { get; private set; }

    /// <summary>Whether the next line can follow as it is. Only an object that somebody else wrote does not end in a newline.</summary>
    public bool EndsInNewLine { get; private set; }

    /// <summary>How many events of the run have their line.</summary>
    public int Events => _lines.Keys.Count(key => key.IsEvent);

    public bool Has(LineKey key) => _lines.ContainsKey(key);

    /// <summary>Whether the line that is stored for the key is this very one.</summary>
    public bool IsStored(LogLine line) => _lines.TryGetValue(line.Key, out var stored) && stored.Span.SequenceEqual(line.Utf8.Span);

    /// <summary>The object has grown by these lines.</summary>
    public void Grow(IReadOnlyList<LogLine> lines, long generation)
    {
        foreach (var line in lines)
            _lines[line.Key] = line.Utf8;
        Generation = generation;
        EndsInNewLine = true;
    }

    public static LogContent Read(long generation, ReadOnlyMemory<byte> content, Run run)
    {
        var log = new LogContent(generation, JsonLines.EndsInNewLine(content));
        var runId = Encoding.UTF8.GetBytes(run.RunId);
        foreach (var line in JsonLines.Split(content))
        {
            // Also spares a foreign object of a million lines that are no JSON a million exceptions.
            if (line.Span.IndexOf(runId) >= 0 && LineKey.Find(line, run) is { } key)
                log._lines.TryAdd(key, line);
        }

        return log;
    }
}
