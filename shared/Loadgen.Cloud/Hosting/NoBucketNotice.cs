using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Loadgen.Cloud.Hosting;

/// <summary>Says at start what a function cannot promise where it has no bucket.</summary>
internal sealed class NoBucketNotice(ILogger<NoBucketNotice> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        logger.LogWarning(
            "LOG_GCS_BUCKET is not set: lines go to standard output only, and runs and claims are remembered by this instance alone. "
            + "One line per event and one call per event then hold only as far as Pub/Sub delivers each message once, to one instance.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
