namespace Loadgen.Serialization;

/// <summary>JSON Lines as bytes: one object a line, each line ended by a newline.</summary>
public static class JsonLines
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/x-ndjson";

    /// <summary>Ends a line.</summary>
    public const byte NewLine = (byte)'\n';

    /// <summary>Whether the last line is whole. Also true of nothing.</summary>
    public static bool EndsInNewLine(ReadOnlyMemory<byte> content) => content.IsEmpty || content.Span[^1] == NewLine;

    /// <summary>The lines, without their newlines; the last one also where it is not whole.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> content)
    {
        while (!content.IsEmpty)
        {
            var end = content.Span.IndexOf(NewLine);
            yield return end < 0 ? content : content[..end];
            content = end < 0 ? default : content[(end + 1)..];
        }
    }
}
