using Loadgen.Serialization;

namespace Loadgen.Records;

/// <summary>Reads a run's log, whatever it is: any bytes give a reading, and nothing is thrown.</summary>
public static class RunLogReader
{
    /// <summary>So many unreadable lines are kept with their reason: a gigabyte of newlines is not worth a gigabyte of reasons.</summary>
    public const int MostUnreadable = 1000;

    /// <summary>Reads a log object's content.</summary>
    /// <param name="content">JSON Lines, UTF-8. A carriage return before the newline does no harm.</param>
    public static LogReading Read(ReadOnlyMemory<byte> content)
    {
        var entries = new List<LogEntry>();
        var unreadable = 0;
        var number = 0;
        foreach (var line in JsonLines.Split(content))
        {
            var entry = LogLineParser.Parse(line, ++number);
            if (entry is not UnreadableEntry || ++unreadable <= MostUnreadable)
                entries.Add(entry);
        }

        return new(entries, unreadable, JsonLines.EndsInNewLine(content));
    }
}
