using System.Buffers;
using Loadgen.Secrets;

namespace Loadgen.Calls.Http;

/// <summary>Takes an answer's body in: counts all of it, keeps the beginning.</summary>
internal sealed class ResponseReader
{
    /// <summary>
    /// Kept of a body, at most, so that a line fits into Cloud Logging, which takes 256 KiB. A longer one is counted to its end, and logged
    /// with its first characters.
    /// </summary>
    public const int KeptBytes = 64 * 1024;

    private const int BufferBytes = 16 * 1024;

    private readonly MemoryStream _kept = new();

    /// <summary>Bytes of the body that have arrived.</summary>
    public long Received { get; private set; }

    /// <summary>Whether the body arrived to its end.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Reads to the end.</summary>
    public async Task ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            int read;
            while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
            {
                Received += read;
                _kept.Write(buffer, 0, (int)Math.Min(read, KeptBytes - _kept.Length));
            }

            IsWhole = true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>What the log keeps of the body.</summary>
    /// <param name="secrets">What it must not keep.</param>
    public ResponseBody ToBody(SecretScrubber secrets) =>
        ResponseBody.Of(_kept.GetBuffer().AsMemory(0, (int)_kept.Length), isComplete: IsWhole && Received == _kept.Length, secrets);
}
