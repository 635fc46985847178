using Loadgen.Records;
using Loadgen.Serialization;

namespace Loadgen.Analysis.Plans;

/// <summary>The lines of a log that are no event's, found without parsing the others. It goes on where the log has grown.</summary>
public sealed class RunLineScan
{
    private const int Usual = 1 << 20;

    private readonly List<RunEntry> _lines = [];

    /// <summary>The lines that are no event's, in their order.</summary>
    public IReadOnlyList<RunEntry> Lines => _lines;

    /// <summary>How many bytes were read: whole lines.</summary>
    public long Length { get; private set; }

    /// <summary>Reads what is new.</summary>
    /// <param name="log">All of it.</param>
    public void Read(Stream log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(log);
        log.Position = Length;
        var (buffer, filled) = (new byte[Usual], 0);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var read = log.ReadAtLeast(buffer.AsSpan(filled), buffer.Length - filled, throwOnEndOfStream: false);
            filled += read;
            var end = buffer.AsSpan(0, filled).LastIndexOf(JsonLines.NewLine) + 1;
            FindIn(buffer.AsMemory(0, end));
            Length += end;
            if (filled < buffer.Length)
                return;
            buffer.AsSpan(end, filled - end).CopyTo(buffer);
            filled -= end;
            if (filled == buffer.Length)
                Array.Resize(ref buffer, checked(buffer.Length * 2));
        }
    }

    private void FindIn(ReadOnlyMemory<byte> lines)
    {
        // Whoever writes run lines writes them so; an event's line may have it in an answer.
        ReadOnlySpan<byte> mark = "\"message\":\"loadgen_"u8;
        while (lines.Span.IndexOf(mark) is var found and >= 0)
        {
            var start = lines.Span[..found].LastIndexOf(JsonLines.NewLine) + 1;
            var end = found + lines.Span[found..].IndexOf(JsonLines.NewLine) + 1;
            _lines.AddRange(RunLogReader.Read(lines[start..end]).Entries.OfType<RunEntry>().Where(line => line is not InvocationEntry));
            lines = lines[end..];
        }
    }
}
