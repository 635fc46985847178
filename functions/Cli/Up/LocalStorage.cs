using Google;
using Loadgen.Cli.Rehearsals;
using Loadgen.Cli.Variables;
using Loadgen.Cloud.Storage;
using Loadgen.Configuration;
using Loadgen.Runs;
using Loadgen.Storage;

namespace Loadgen.Cli.Up;

/// <summary>The Cloud Storage of a local cloud: the embedded one, or what <c>STORAGE_EMULATOR_HOST</c> names.</summary>
/// <exception cref="UsageException">The variable is not an address.</exception>
internal sealed class LocalStorage(Shell shell) : IAsyncDisposable
{
    /// <summary>The address of somebody else's; <see langword="null"/>: the embedded one.</summary>
    private readonly string? _other = StorageAddress.Of(shell.Variable(StorageEmulator.Variable));

    private LocalCloud? _cloud;

    /// <summary>Where its JSON API is.</summary>
    public string Address => _cloud!.StorageAddress;

    /// <summary>What it is, for the operator.</summary>
    public string Description => _other is null ? "embedded" : $"{StorageEmulator.Variable} of the environment";

    /// <summary>Starts it, where it is embedded.</summary>
    /// <param name="clock">The trace's clock.</param>
    /// <param name="folder">Where the embedded one keeps its objects.</param>
    public async Task StartAsync(TimeProvider clock, string folder, CancellationToken cancellationToken) =>
        _cloud = _other is null ? await LocalCloud.StartAsync(clock, folder, cancellationToken) : new LocalCloud(_other);

    /// <summary>Creates the bucket of a scenario's logs. Somebody else's server has to honour preconditions.</summary>
    /// <exception cref="LocalCloudException">It cannot be reached, refuses, or ignores preconditions.</exception>
    public Task PrepareBucketAsync(LogSettings log, CancellationToken cancellationToken) => AskAsync(async () =>
    {
        await _cloud!.EnsureBucketAsync(log.Bucket!, cancellationToken);
        if (_other is not null)
        {
            var store = new CloudObjectStore(_cloud.Storage, log.Bucket!, shell.Time);
            await PreconditionProbe.CheckAsync(
                store, new RunPaths(log.Prefix).Probe(Guid.NewGuid()), Server, TimeSpan.FromMinutes(1), shell.Time, cancellationToken);
        }
    });

    /// <summary>Puts something into it for the sample functions to work on.</summary>
    /// <exception cref="LocalCloudException">It cannot be reached, or refuses.</exception>
    public Task AddSampleMediaAsync(CancellationToken cancellationToken) => AskAsync(() => _cloud!.AddSampleMediaAsync(cancellationToken));

    /// <summary>The command line that verifies all logs of the scenarios.</summary>
    /// <param name="folder">Where the embedded one keeps its objects.</param>
    public string VerifyLine(string folder, IReadOnlyList<DeployedScenario> scenarios)
    {
        if (_other is null)
            return $"loadgen verify {folder}";

        var places = scenarios.Select(scenario => scenario.Configuration.Log).Select(log => $"gs://{log.Bucket}/{log.Prefix}/").Distinct();
        return $"{StorageEmulator.Variable}={_other} loadgen verify {string.Join(' ', places)}";
    }

    public ValueTask DisposeAsync() => _cloud?.DisposeAsync() ?? ValueTask.CompletedTask;

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
