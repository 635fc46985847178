using System.IO.Compression;

namespace Loadgen.Samples.Workloads;

/// <summary>Compression in pieces, so that it can be cancelled.</summary>
internal static class Deflate
{
    private const int Piece = 64 * 1024;

    /// <summary>Compresses into the zlib format.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static byte[] Compress(ReadOnlySpan<byte> content, CompressionLevel level, CancellationToken cancellationToken)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, level, leaveOpen: true))
        {
            for (var rest = content; !rest.IsEmpty; rest = rest[Math.Min(Piece, rest.Length)..])
            {
                cancellationToken.ThrowIfCancellationRequested();
                zlib.Write(rest[..Math.Min(Piece, rest.Length)]);
            }
        }

        return compressed.ToArray();
    }
}
