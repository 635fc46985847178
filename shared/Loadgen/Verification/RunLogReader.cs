namespace Loadgen.Verification;

/// <summary>Reads a run's log, whatever it is: any bytes give a reading, and nothing is thrown.</summary>
public static class RunLogReader
{
    /// <summary>So many unreadable lines are kept with their reason: a gigabyte of newlines is not worth a gigabyte of reasons.</summary>
    public const int MostUnreadable = 1000;

    private const byte Newline = (byte)'\n';

    /// <summary>Reads a log object's content.</summary>
    /// <param name="content">JSON Lines, UTF-8. A carriage return before the newline does no harm.</param>
    public static LogReading Read(ReadOnlyMemory<byte> content)
    {
        var entries = new List<LogEntry>();
        var unreadable = 0;
        var endsInNewline = content.IsEmpty || content.Span[^1] == Newline;
        for (var number = 1; !content.IsEmpty; number++)
        {
            var end = content.Span.IndexOf(Newline);
            var entry = LogLineParser.Parse(end < 0 ? content : content[..end], number);
            content = end < 0 ? default : content[(end + 1)..];
            if (entry is not UnreadableEntry || ++unreadable <= MostUnreadable)
                entries.Add(entry);
        }

        return new(entries, unreadable, endsInNewline);
    }
}
