using System.Text;
using Google.Cloud.Storage.V1;
using Loadgen.Cloud.Storage;
using Loadgen.Emulation.Storage;
using Loadgen.Emulation.Storage.Faults;
using Loadgen.Planning;
using Loadgen.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace Loadgen.Functions.Tests.Hosting;

/// <summary>A Cloud Storage that keeps objects as files, to look at all that was written.</summary>
internal sealed class EmbeddedStorage : IAsyncDisposable
{
    public const string Bucket = "bucket";

    private readonly StorageServer _server;
    private readonly DirectoryInfo _folder;

    private EmbeddedStorage(StorageServer server, DirectoryInfo folder) => (_server, _folder) = (server, folder);

    /// <summary>What <c>STORAGE_EMULATOR_HOST</c> is set to by someone who knows no path.</summary>
    public string Host => _server.BaseUri.Authority;

    public StorageFaults Faults => _server.Faults;

    public static async Task<EmbeddedStorage> StartAsync(TimeProvider time)
    {
        var folder = Directory.CreateTempSubdirectory("functions-tests-");
        var server = await StorageServer.StartAsync(new() { Folder = folder.FullName, TimeProvider = time, Random = new Random(0) });
        server.EnsureBucket(Bucket);
        return new(server, folder);
    }

    /// <summary>Has a function use it.</summary>
    public void Register(IServiceCollection services) => services.AddSingleton(_ => NewClient());

    /// <summary>Begins a run, as a planner does before it publishes an event.</summary>
    public async Task BeginAsync(HourPlan plan)
    {
        using var client = NewClient();
        var store = new CloudObjectStore(client, Bucket, TimeProvider.System);
        var runs = new RunStore(store, new("loadgen-logs"), new(TimeProvider.System, () => 0.5));
        await runs.AdoptAsync(plan.Propose(new()), "m-1", CancellationToken.None);
    }

    /// <summary>All that lies in the folder, names and contents.</summary>
    public IReadOnlyDictionary<string, string> Files() => _folder
        .EnumerateFiles("*", SearchOption.AllDirectories)
        .ToDictionary(
            file => Path.GetRelativePath(_folder.FullName, file.FullName), file => File.ReadAllText(file.FullName, Encoding.UTF8));

    /// <summary>The lines of the one log there is.</summary>
    public string[] LogLines() => Files().Single(file => file.Key.EndsWith(".jsonl", StringComparison.Ordinal)).Value
        .Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private StorageClient NewClient() =>
        new StorageClientBuilder { BaseUri = _server.BaseUri.AbsoluteUri, UnauthenticatedAccess = true }.Build();
}
