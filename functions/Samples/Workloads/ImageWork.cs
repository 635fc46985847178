using System.IO.Compression;

namespace Loadgen.Samples.Workloads;

/// <summary>
/// Work like the conversion of an image, on any bytes: they are taken for the grey values of a square picture, blurred with a 3×3 kernel,
/// made coarser, and compressed. It reads and writes no image format. The same input always gives the same output.
/// </summary>
internal static class ImageWork
{
    /// <summary>Does it, in time proportional to the number of bytes and, for its larger part, to the quality.</summary>
    /// <param name="quality">1–100: more means more rounds and finer grey values.</param>
    public static byte[] Convert(ReadOnlySpan<byte> content, int quality, CancellationToken cancellationToken)
    {
        var width = Math.Max(1, (int)Math.Ceiling(Math.Sqrt(content.Length)));
        var picture = content.ToArray();
        var blurred = new byte[picture.Length];
        for (var round = 0; round < RoundsOf(quality); round++)
        {
            Blur(picture, blurred, width, cancellationToken);
            (picture, blurred) = (blurred, picture);
        }

        Coarsen(picture, stepOf: 1 + ((100 - quality) / 8));
        return Deflate.Compress(picture, CompressionLevel.Optimal, cancellationToken);
    }

    /// <summary>How often the picture is blurred.</summary>
    public static int RoundsOf(int quality) => 1 + (quality / 10);

    /// <summary>Every value becomes the mean of its neighbourhood, weighted 1-2-1 both ways. Beyond the edges, the edge goes on.</summary>
    private static void Blur(ReadOnlySpan<byte> from, Span<byte> to, int width, CancellationToken cancellationToken)
    {
        for (var row = 0; row * width < from.Length; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var start = row * width;
            var length = Math.Min(width, from.Length - start);
            var here = from.Slice(start, length);
            var above = row > 0 ? from.Slice(start - width, length) : here;
            // The last row may be shorter than the one above it; the row itself stands in for what is missing.
            var below = start + width < from.Length ? from.Slice(start + width, Math.Min(width, from.Length - start - width)) : here;
            for (var column = 0; column < length; column++)
            {
                var left = Math.Max(column - 1, 0);
                var right = Math.Min(column + 1, length - 1);
                var sum = Weigh(above, left, column, right)
                    + (2 * Weigh(here, left, column, right))
                    + Weigh(right < below.Length ? below : here, left, column, right);
                to[start + column] = (byte)((sum + 8) / 16);
            }
        }
    }

    private static int Weigh(ReadOnlySpan<byte> row, int left, int column, int right) => row[left] + (2 * row[column]) + row[right];

    private static void Coarsen(Span<byte> picture, int stepOf)
    {
        foreach (ref var value in picture)
            value = (byte)(value / stepOf * stepOf);
    }
}
