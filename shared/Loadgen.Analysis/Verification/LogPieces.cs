using Loadgen.Serialization;

namespace Loadgen.Analysis.Verification;

/// <summary>Some whole lines of a log.</summary>
/// <param name="FirstLine">The number of the first one, 1-based.</param>
internal readonly record struct LogPiece(ReadOnlyMemory<byte> Content, int FirstLine);

/// <summary>A log in pieces that are as large as is good for parsing, or as a line.</summary>
internal static class LogPieces
{
    /// <summary>Small enough for the cheapest of the heap's generations.</summary>
    private const int Usual = 80_000;

    /// <summary>Reads a log. Its last line may not be whole.</summary>
    /// <exception cref="IOException">It cannot be read, or has a line of two gigabytes.</exception>
    public static IEnumerable<LogPiece> Of(Stream log)
    {
        var (buffer, filled, number) = (new byte[Usual], 0, 1);
        while (true)
        {
            var read = log.ReadAtLeast(buffer.AsSpan(filled), buffer.Length - filled, throwOnEndOfStream: false);
            filled += read;
            var isLast = filled < buffer.Length;
            var end = isLast ? filled : buffer.AsSpan(0, filled).LastIndexOf(JsonLines.NewLine) + 1;
            if (end > 0)
            {
                yield return new(buffer.AsMemory(0, end), number);
                number += buffer.AsSpan(0, end).Count(JsonLines.NewLine);
            }

            if (isLast)
                yield break;
            // A piece is somebody else's from now on. A line that is longer than it goes on in the next one.
            var next = new byte[end > 0 ? Math.Max(Usual, (filled - end) * 2) : LongerThan(buffer.Length)];
            buffer.AsSpan(end, filled - end).CopyTo(next);
            (buffer, filled) = (next, filled - end);
        }
    }

    private static int LongerThan(int length) => length <= Array.MaxLength / 2
        ? length * 2
        : throw new IOException("a line is longer than a gigabyte");
}
