using Loadgen.Emulation.Hosting;
using Loadgen.Emulation.Storage.Blobs;
using Loadgen.Emulation.Storage.Faults;
using Loadgen.Emulation.Storage.Http;
using Loadgen.Emulation.Storage.Objects;

namespace Loadgen.Emulation.Storage;

/// <summary>
/// A Cloud Storage on the loopback interface, in this process: the JSON API as Google's client for .NET uses it, with real generations,
/// preconditions and checksums, and with faults on demand. Old generations, access control and encodings are not kept.
/// </summary>
public sealed class StorageServer : IAsyncDisposable
{
    private readonly LoopbackServer _server;
    private readonly ObjectRepository _repository;
    private readonly StorageApi _api;

    private StorageServer(LoopbackServer server, ObjectRepository repository, StorageApi api, StorageFaults faults)
    {
        _server = server;
        _repository = repository;
        _api = api;
        Faults = faults;
    }

    /// <summary>
    /// What <c>STORAGE_EMULATOR_HOST</c> and a client's base URI are set to: <c>http://127.0.0.1:port/storage/v1/</c>.
    /// Without the path it serves as well.
    /// </summary>
    public Uri BaseUri => new(_server.Address, "storage/v1/");

    /// <summary>The faults of requests; also at <c>/_emulator/faults</c>.</summary>
    public StorageFaults Faults { get; }

    /// <summary>
    /// How many requests of each kind there were, by names like <c>objects.compose</c>; also at <c>/_emulator/requests</c>.
    /// </summary>
    public IReadOnlyDictionary<string, long> Requests => _api.Requests;

    /// <summary>Starts to serve.</summary>
    /// <exception cref="IOException">The port is taken, or the folder cannot be used.</exception>
    public static async Task<StorageServer> StartAsync(StorageServerOptions options, CancellationToken cancellationToken = default)
    {
        IBlobStore store = options.Folder is { } folder ? new FolderBlobStore(folder) : new MemoryBlobStore();
        var faults = new StorageFaults(options.Random);
        var repository = new ObjectRepository(store, options.TimeProvider, faults);
        var api = new StorageApi(repository, faults, options.TimeProvider);
        return new(await LoopbackServer.StartAsync(options.Port, api.HandleAsync, cancellationToken), repository, api, faults);
    }

    /// <summary>Creates a bucket where there is none of that name yet.</summary>
    /// <param name="name">3 to 222 of lower-case letters, digits, <c>.</c>, <c>_</c> and <c>-</c>.</param>
    /// <exception cref="ArgumentException">It is not a bucket name.</exception>
    public void EnsureBucket(string name)
    {
        if (!BucketName.IsValid(name))
            throw new ArgumentException(BucketName.Refusal(name), nameof(name));
        if (!_repository.Buckets.Contains(name, StringComparer.Ordinal))
            _repository.CreateBucket(name);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
