using System.Security.Cryptography;
using System.Text;

namespace Loadgen.Cli.Local.Experiments;

/// <summary>What the sample functions work on.</summary>
internal static class SampleMedia
{
    public const string Bucket = "rehearsal-media";

    // Enough for the samples to have something to do, and little enough that a slow machine is done in a second.
    private const int ImageBytes = 64 * 1024;
    private const int VideoBytes = 128 * 1024;

    /// <summary><c>gs://bucket/object</c> of the image.</summary>
    public static string ImageUri => $"gs://{Bucket}/{Image}";

    /// <summary><c>gs://bucket/object</c> of the video.</summary>
    public static string VideoUri => $"gs://{Bucket}/{Video}";

    /// <summary>Puts it into a storage.</summary>
    public static async Task AddAsync(LocalStorage storage, CancellationToken cancellationToken)
    {
        await storage.AddAsync(Bucket, Image, Noise(Image, ImageBytes), cancellationToken);
        await storage.AddAsync(Bucket, Video, Noise(Video, VideoBytes), cancellationToken);
    }

    private const string Image = "image.raw";
    private const string Video = "video.raw";

    /// <summary>Bytes that hardly compress, and are the same every time.</summary>
    private static byte[] Noise(string seed, int bytes)
    {
        var noise = new byte[bytes];
        var block = SHA256.HashData(Encoding.UTF8.GetBytes(seed));
        for (var start = 0; start < bytes; start += block.Length, block = SHA256.HashData(block))
            block.AsSpan(0, Math.Min(block.Length, bytes - start)).CopyTo(noise.AsSpan(start));
        return noise;
    }
}
