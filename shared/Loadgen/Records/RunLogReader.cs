using System.Text;
using Loadgen.Runs;
using Loadgen.Serialization;

namespace Loadgen.Records;

/// <summary>Reads a run's log, whatever it is: any bytes give a reading, and nothing is thrown.</summary>
public static class RunLogReader
{
    /// <summary>So many unreadable lines are kept with their reason: a gigabyte of newlines is not worth a gigabyte of reasons.</summary>
    public const int MostUnreadable = 1000;

    /// <summary>
    /// Reads a log object's content. It is a log of the original job where no run ID stands in it and at least one line is the job's; then
    /// all else is text that was printed between its lines.
    /// </summary>
    /// <param name="content">JSON Lines, UTF-8. A carriage return before the newline does no harm.</param>
    public static LogReading Read(ReadOnlyMemory<byte> content) =>
        content.Span.IndexOf(RunIdMember) < 0 && Read(content, OriginalLine.Parse) is { Entries.Count: > 0 } original
            ? original with { EndsInNewline = true }
            : Read(content, LogLineParser.Parse);

    private static readonly byte[] RunIdMember = Encoding.UTF8.GetBytes($"\"{RunMember.RunId}\"");

    private static LogReading Read(ReadOnlyMemory<byte> content, Func<ReadOnlyMemory<byte>, int, LogEntry?> parse)
    {
        var entries = new List<LogEntry>();
        var unreadable = 0;
        var number = 0;
        foreach (var line in JsonLines.Split(content))
        {
            var entry = parse(line, ++number);
            if (entry is not null && (entry is not UnreadableEntry || ++unreadable <= MostUnreadable))
                entries.Add(entry);
        }

        return new(entries, unreadable, JsonLines.EndsInNewLine(content));
    }
}
