using System.Globalization;
using System.Text;

namespace Loadgen.Trace;

/// <summary>The IDs of one function's events in an hour; see <see cref="EventId"/>.</summary>
internal sealed class EventIds(string experimentId, TraceHour hour, string functionId)
{
    /// <summary>Of an index.</summary>
    public const int MostDigits = 10;

    private readonly string _prefix = EventId.PrefixOf(experimentId, hour, functionId);

    /// <summary>The function.</summary>
    public string FunctionId { get; } = functionId;

    /// <summary>The ID of an invocation.</summary>
    /// <param name="invocationIndex">1-based.</param>
    public string this[int invocationIndex]
    {
        get
        {
            Span<char> digits = stackalloc char[MostDigits];
            return string.Concat(_prefix, Write(invocationIndex, digits));
        }
    }

    /// <summary>An ID's chance, without making the ID.</summary>
    /// <inheritdoc cref="this[int]"/>
    public uint ChanceOf(int invocationIndex)
    {
        Span<char> digits = stackalloc char[MostDigits];
        var index = Write(invocationIndex, digits);
        Span<byte> id = stackalloc byte[Encoding.UTF8.GetMaxByteCount(_prefix.Length) + MostDigits];
        var length = Encoding.UTF8.GetBytes(_prefix, id);
        length += Encoding.UTF8.GetBytes(index, id[length..]);
        return EventId.ChanceOf(id[..length]);
    }

    /// <summary>Writes an index as IDs have it: with at least two digits.</summary>
    /// <returns>What was written.</returns>
    public static ReadOnlySpan<char> Write(int invocationIndex, Span<char> digits)
    {
        invocationIndex.TryFormat(digits, out var written, "D2", CultureInfo.InvariantCulture);
        return digits[..written];
    }
}
