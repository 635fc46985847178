using System.IO.Compression;

namespace Loadgen.Samples.Workloads;

/// <summary>
/// Work like the transcoding of a video, on any bytes: they are taken for frames, one after the other. Every pass smooths each frame with
/// the one before it, keeps the differences between frames, and compresses them, as coarsely as the size of the pass before calls for. It
/// reads and writes no video format. The same input always gives the same output.
/// </summary>
internal static class VideoWork
{
    /// <summary>Bytes: a frame of 256×256 grey values.</summary>
    public const int FrameSize = 256 * 256;

    private const int CoarsestStep = 64;

    /// <summary>Does it, in time proportional to the number of bytes and to the passes.</summary>
    /// <param name="passes">1–10.</param>
    public static byte[] Transcode(ReadOnlySpan<byte> content, int passes, CancellationToken cancellationToken)
    {
        var frames = content.ToArray();
        var differences = new byte[frames.Length];
        var wanted = content.Length / 2;
        var step = 1;
        byte[] encoded = [];
        for (var pass = 0; pass < passes; pass++)
        {
            Smooth(frames, cancellationToken);
            Subtract(frames, differences, step, cancellationToken);
            encoded = Deflate.Compress(differences, CompressionLevel.Optimal, cancellationToken);
            step = Math.Clamp(encoded.Length > wanted ? step * 2 : step, 1, CoarsestStep);
        }

        return encoded;
    }

    /// <summary>Removes noise that changes from frame to frame, and keeps what stands still.</summary>
    private static void Smooth(Span<byte> frames, CancellationToken cancellationToken)
    {
        for (var start = FrameSize; start < frames.Length; start += FrameSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var before = frames.Slice(start - FrameSize, FrameSize);
            var frame = frames[start..Math.Min(start + FrameSize, frames.Length)];
            for (var i = 0; i < frame.Length; i++)
                frame[i] = (byte)(((3 * frame[i]) + before[i] + 2) / 4);
        }
    }

    private static void Subtract(ReadOnlySpan<byte> frames, Span<byte> differences, int step, CancellationToken cancellationToken)
    {
        for (var start = 0; start < frames.Length; start += FrameSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var end = Math.Min(start + FrameSize, frames.Length);
            for (var i = start; i < end; i++)
                differences[i] = (byte)((frames[i] - (i < FrameSize ? 0 : frames[i - FrameSize])) / step);
        }
    }
}
