using System.Text;

namespace Loadgen.Records;

/// <summary>One line for a run's log.</summary>
/// <param name="Utf8">One JSON object, without the newline.</param>
public sealed record LogLine(LineKey Key, ReadOnlyMemory<byte> Utf8)
{
    /// <summary>The JSON text.</summary>
    public override string ToString() => Encoding.UTF8.GetString(Utf8.Span);
}
