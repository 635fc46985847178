using Loadgen.Cloud.Storage;
using Loadgen.Configuration;
using Loadgen.Runs;
using Loadgen.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Loadgen.Cloud.Hosting;

/// <summary>
/// Has a function that is told to use an emulator of Cloud Storage ask it first whether it honours preconditions. One that does not stops
/// the start, and so does one that cannot say it. One that is not there yet gets a warning, since the function needs it with the first
/// message only.
/// </summary>
/// <param name="server">The emulator's address.</param>
/// <param name="paths">Where the probe lies.</param>
/// <param name="newToken">Makes its name unique.</param>
/// <param name="logger">Hears of a server that is not there.</param>
internal sealed class PreconditionCheck(
    string server, IObjectStore store, RunPaths paths, Func<Guid> newToken, ILogger<PreconditionCheck> logger) : IHostedService
{
    /// <summary>A fault that takes longer is no passing one.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            // On the machine's clock, whatever the function takes for the hour: the emulator's faults pass by that.
            await PreconditionProbe.CheckAsync(
                store, paths.Probe(newToken()), $"The Cloud Storage emulator at {server} ({StorageEmulator.Variable})",
                Patience, TimeProvider.System, cancellationToken);
        }
        catch (ObjectStoreUnavailableException e) when (PreconditionProbe.IsAbsent(e))
        {
            logger.LogWarning(
                "{Variable} names {Server}, which could not be asked whether it honours preconditions: {Reason}",
                StorageEmulator.Variable,
                server,
                e.Message);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
