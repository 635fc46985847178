using System.Text;
using Loadgen.Calls;
using Loadgen.Serialization;

namespace Loadgen.Records;

/// <summary>One line for a run's log.</summary>
/// <param name="Utf8">One JSON object, without the newline.</param>
public sealed record LogLine(LineKey Key, ReadOnlyMemory<byte> Utf8)
{
    /// <summary>How its event ended; <see langword="null"/> in a run line.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>The JSON text.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Utf8.Span);

    /// <summary>The lines, each with its newline.</summary>
    internal static byte[] Join(IReadOnlyCollection<LogLine> lines)
    {
        var joined = new byte[lines.Sum(line => line.Utf8.Length + 1)];
        var end = 0;
        foreach (var line in lines)
        {
            line.Utf8.Span.CopyTo(joined.AsSpan(end));
            end += line.Utf8.Length + 1;
            joined[end - 1] = JsonLines.NewLine;
        }

        return joined;
    }
}
