using Google;
using Google.Cloud.Storage.V1;
using Loadgen.Cloud.Storage;
using Loadgen.Configuration;
using Loadgen.Emulation.Storage;
using Loadgen.Runs;
using Loadgen.Storage;

namespace Loadgen.Cli.Local;

/// <summary>The Cloud Storage of a local cloud: an embedded one, which keeps objects as files, or another emulator.</summary>
/// <param name="other">The address of somebody else's; <see langword="null"/>: the embedded one.</param>
/// <param name="machine">The machine's clock.</param>
internal sealed class LocalStorage(string? other, TimeProvider machine) : IAsyncDisposable
{
    /// <summary>The project of the buckets; nobody asks for it again.</summary>
    private const string Project = "rehearsal";

    private StorageServer? _server;
    private StorageClient? _client;

    /// <summary>Where its JSON API is: what <c>STORAGE_EMULATOR_HOST</c> is set to.</summary>
    public string Address => other ?? _server!.BaseUri.AbsoluteUri;

    /// <summary>Whether it is this local cloud's own, so that nothing lies in it but what was put there.</summary>
    public bool IsEmbedded => other is null;

    /// <summary>What it is, for the operator.</summary>
    public string Description => IsEmbedded ? "embedded" : $"{StorageEmulator.Variable} of the environment";

    /// <summary>The command's own client.</summary>
    public StorageClient Client => _client ??= StorageClients.For(Address).Build();

    /// <summary>Starts it, where it is embedded.</summary>
    /// <param name="clock">The trace's clock, by which generations and times are made.</param>
    /// <param name="folder">Where buckets are folders and objects are files.</param>
    public async Task StartAsync(TimeProvider clock, string folder, CancellationToken cancellationToken)
    {
        // Faults are never switched on here: the random numbers decide nothing.
        if (other is null)
        {
            _server = await StorageServer.StartAsync(
                new() { Folder = folder, TimeProvider = clock, Random = new Random(0) }, cancellationToken);
        }
    }

    /// <summary>Creates the bucket of a scenario's logs. Somebody else's server has to honour preconditions.</summary>
    /// <exception cref="LocalCloudException">It cannot be reached, refuses, or ignores preconditions.</exception>
    public Task PrepareBucketAsync(LogSettings log, CancellationToken cancellationToken) => AskAsync(async () =>
    {
        await BucketCreation.EnsureAsync(Client, Project, log.Bucket!, cancellationToken);
        if (other is not null)
        {
            var store = new CloudObjectStore(Client, log.Bucket!, machine);
            await PreconditionProbe.CheckAsync(
                store, new RunPaths(log.Prefix).Probe(Guid.NewGuid()), Server, TimeSpan.FromMinutes(1), machine, cancellationToken);
        }
    });

    /// <summary>Puts an object into a bucket, which is created where it is missing.</summary>
    /// <exception cref="LocalCloudException">It cannot be reached, or refuses.</exception>
    public Task AddAsync(string bucket, string name, byte[] content, CancellationToken cancellationToken) => AskAsync(async () =>
    {
        await BucketCreation.EnsureAsync(Client, Project, bucket, cancellationToken);
        using var stream = new MemoryStream(content);
        await Client.UploadObjectAsync(bucket, name, "application/octet-stream", stream, cancellationToken: cancellationToken);
    });

    /// <summary>The arguments of <c>loadgen verify</c> for all logs of the scenarios.</summary>
    /// <param name="folder">Where the embedded one keeps its objects.</param>
    public string VerifyLine(string folder, IReadOnlyList<DeployedScenario> scenarios)
    {
        if (other is null)
            return $"{CommandName.Current} verify {folder}";

        var places = scenarios.Select(scenario => scenario.Configuration.Log).Select(log => $"gs://{log.Bucket}/{log.Prefix}/").Distinct();
        return $"{StorageEmulator.Variable}={other} {CommandName.Current} verify {string.Join(' ', places)}";
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    private string Server => $"The Cloud Storage emulator at {Address} ({StorageEmulator.Variable})";

    private async Task AskAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (PreconditionsUnsupportedException e)
        {
            throw new LocalCloudException(e.Message, e);
        }
        catch (Exception e)
            when (e is GoogleApiException or HttpRequestException or ObjectStoreUnavailableException or CloudStorageException)
        {
            throw new LocalCloudException($"{Server} is of no use: {e.Message}", e);
        }
    }
}
