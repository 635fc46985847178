using System.Security.Cryptography;
using System.Text;
using Google.Cloud.Storage.V1;
using Loadgen.Cloud.Storage;
using Loadgen.Emulation.Storage;

namespace Loadgen.Cli.Rehearsals;

/// <summary>The Cloud Storage that all runs share: an embedded one, which keeps objects as files, or another emulator.</summary>
/// <param name="storageAddress">Where its JSON API is.</param>
/// <param name="server">The embedded one, which this object owns; <see langword="null"/>: somebody else's.</param>
internal sealed class LocalCloud(string storageAddress, StorageServer? server = null) : IAsyncDisposable
{
    // Enough for the samples to have something to do, and little enough that a slow machine is done in a second.
    private const int ImageBytes = 64 * 1024;
    private const int VideoBytes = 128 * 1024;

    /// <summary>The project of the buckets; nobody asks for it again.</summary>
    private const string Project = "rehearsal";

    /// <summary>What <c>STORAGE_EMULATOR_HOST</c> is set to.</summary>
    public string StorageAddress => storageAddress;

    /// <summary>The command's own client of the storage.</summary>
    public StorageClient Storage { get; } = StorageClients.For(storageAddress).Build();

    /// <summary>Starts an embedded storage.</summary>
    /// <param name="clock">The trace's clock, by which generations and times are made.</param>
    /// <param name="folder">Where buckets are folders and objects are files.</param>
    public static async Task<LocalCloud> StartAsync(TimeProvider clock, string folder, CancellationToken cancellationToken)
    {
        // Faults are never switched on here: the random numbers decide nothing.
        var options = new StorageServerOptions { Folder = folder, TimeProvider = clock, Random = new Random(0) };
        var server = await StorageServer.StartAsync(options, cancellationToken);
        return new(server.BaseUri.AbsoluteUri, server);
    }

    /// <summary>Makes a client of the storage, which the caller disposes of.</summary>
    public StorageClient CreateClient() => StorageClients.For(storageAddress).Build();

    /// <summary>Creates a bucket where there is none of that name.</summary>
    public Task EnsureBucketAsync(string bucket, CancellationToken cancellationToken) =>
        BucketCreation.EnsureAsync(Storage, Project, bucket, cancellationToken);

    /// <summary>Puts something into the storage for the sample functions to work on.</summary>
    public async Task AddSampleMediaAsync(CancellationToken cancellationToken)
    {
        await EnsureBucketAsync(SampleExperiments.MediaBucket, cancellationToken);
        await AddAsync(SampleExperiments.Image, ImageBytes, cancellationToken);
        await AddAsync(SampleExperiments.Video, VideoBytes, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Storage.Dispose();
        if (server is not null)
            await server.DisposeAsync();
    }

    private async Task AddAsync(string name, int bytes, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(Noise(name, bytes));
        await Storage.UploadObjectAsync(
            SampleExperiments.MediaBucket, name, "application/octet-stream", content, cancellationToken: cancellationToken);
    }

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
