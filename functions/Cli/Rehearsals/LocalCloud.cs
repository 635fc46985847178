using System.Security.Cryptography;
using Google.Cloud.Storage.V1;
using Loadgen.Emulation.Storage;

namespace Loadgen.Cli.Rehearsals;

/// <summary>What all runs of a rehearsal share: the trace's clock, and an embedded Cloud Storage that keeps objects as files.</summary>
internal sealed class LocalCloud : IAsyncDisposable
{
    // Enough for the samples to have something to do, and little enough that a slow machine is done in a second.
    private const int ImageBytes = 64 * 1024;
    private const int VideoBytes = 128 * 1024;

    private readonly StorageServer _server;

    private LocalCloud(TimeProvider clock, StorageServer server)
    {
        Clock = clock;
        _server = server;
        Storage = CreateClient();
    }

    /// <summary>The trace's clock.</summary>
    public TimeProvider Clock { get; }

    /// <summary>What <c>STORAGE_EMULATOR_HOST</c> is set to.</summary>
    public string EmulatorHost => _server.BaseUri.AbsoluteUri;

    /// <summary>The rehearsal's own client of the storage.</summary>
    public StorageClient Storage { get; }

    /// <summary>Starts the storage.</summary>
    /// <param name="clock">The clock of its generations and times.</param>
    /// <param name="folder">Where buckets are folders and objects are files.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static async Task<LocalCloud> StartAsync(TimeProvider clock, string folder, CancellationToken cancellationToken)
    {
        // Faults are never switched on here, so that its random numbers decide nothing.
        var server = await StorageServer.StartAsync(
            new() { Folder = folder, TimeProvider = clock, Random = new Random(0) }, cancellationToken);
        return new(clock, server);
    }

    /// <summary>Makes a client of the storage, for whoever will dispose of it.</summary>
    public StorageClient CreateClient() =>
        new StorageClientBuilder { BaseUri = _server.BaseUri.AbsoluteUri, UnauthenticatedAccess = true }.Build();

    /// <summary>Creates a bucket where there is none of that name.</summary>
    public void EnsureBucket(string bucket) => _server.EnsureBucket(bucket);

    /// <summary>Puts something into the storage for the sample functions to work on.</summary>
    public async Task AddSampleMediaAsync(CancellationToken cancellationToken)
    {
        EnsureBucket(SampleExperiments.MediaBucket);
        await AddAsync(SampleExperiments.Image, ImageBytes, cancellationToken);
        await AddAsync(SampleExperiments.Video, VideoBytes, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Storage.Dispose();
        await _server.DisposeAsync();
    }

    private async Task AddAsync(string name, int bytes, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(Noise(name, bytes));
        await Storage.UploadObjectAsync(SampleExperiments.MediaBucket, name, "application/octet-stream", content, cancellationToken: cancellationToken);
    }

    /// <summary>Bytes that hardly compress, and are the same every time.</summary>
    private static byte[] Noise(string seed, int bytes)
    {
        var noise = new byte[bytes];
        var block = SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(seed));
        for (var start = 0; start < bytes; start += block.Length, block = SHA256.HashData(block))
            block.AsSpan(0, Math.Min(block.Length, bytes - start)).CopyTo(noise.AsSpan(start));
        return noise;
    }
}
