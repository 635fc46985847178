using System.Net.Http.Headers;

namespace Loadgen.Emulation.Storage.Http;

/// <summary>The bytes of a content that a <c>Range</c> header asks for.</summary>
/// <param name="Partial">Whether the header asked for a range, even for all of it.</param>
internal sealed record ByteRange(bool Partial, int Start, int Length)
{
    /// <summary>
    /// Resolves a header. Without one, with one that cannot be read or that asks for several ranges, everything is meant, as HTTP allows.
    /// </summary>
    /// <returns><see langword="null"/> where the content has no such bytes.</returns>
    internal static ByteRange? Resolve(string? header, int size)
    {
        if (!RangeHeaderValue.TryParse(header, out var parsed)
            || !string.Equals(parsed.Unit, "bytes", StringComparison.Ordinal) || parsed.Ranges.Count != 1)
        {
            return new(Partial: false, 0, size);
        }

        var range = parsed.Ranges.Single();
        if (range.From is not { } from)
        {
            var length = (int)Math.Min(range.To ?? 0, size);
            return length > 0 ? new(Partial: true, size - length, length) : null;
        }

        if (from >= size)
            return null;
        var end = Math.Min(range.To ?? long.MaxValue, size - 1);
        return new(Partial: true, (int)from, (int)(end - from + 1));
    }
}
