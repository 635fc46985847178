namespace Loadgen.Analysis.Events;

/// <summary>A line of a log.</summary>
/// <param name="Utf8">Without its newline; valid until the next one is read, and empty where it is too long.</param>
/// <param name="Number">1-based.</param>
/// <param name="IsTooLong">Whether it is longer than is taken.</param>
/// <param name="IsMarked">Whether a byte order mark stands before it.</param>
internal readonly record struct LogLine(ReadOnlyMemory<byte> Utf8, long Number, bool IsTooLong, bool IsMarked);

/// <summary>The lines of a file, without blank ones.</summary>
internal static class LogLines
{
    /// <exception cref="EventLogException">The file cannot be read.</exception>
    public static IEnumerable<LogLine> Of(LogFile file, CancellationToken cancellationToken)
    {
        using var stream = Open(file);
        var reader = new LineReader(stream);
        while (Read(reader, file))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var isMarked = reader.Number == 1 && reader.Line.Span.StartsWith(ByteOrderMark);
            var line = isMarked ? reader.Line[ByteOrderMark.Length..] : reader.Line;
            if (reader.IsTooLong || !line.Span.Trim(" \t\r"u8).IsEmpty)
                yield return new(line, reader.Number, reader.IsTooLong, isMarked);
        }
    }

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    private static FileStream Open(LogFile file)
    {
        try
        {
            return new(file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(file, e);
        }
    }

    private static bool Read(LineReader reader, LogFile file)
    {
        try
        {
            return reader.Read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(file, e);
        }
    }

    private static EventLogException Unreadable(LogFile file, Exception e) =>
        new($"{file.Name}: cannot be read ({e.Message.TrimEnd('.')}); allowed: a log, or what loadgen export wrote.", e);
}
