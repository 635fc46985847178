using Loadgen.Calls;
using Loadgen.Configuration;
using Loadgen.Messages;
using Loadgen.Runs;
using Loadgen.Storage;
using Microsoft.Extensions.Logging;

namespace Loadgen.Invocation;

/// <summary>
/// Does all that a first call needs, so that no event waits for it: code, connection to the store, tokens. Touches no target.
/// </summary>
/// <param name="configuration">The experiment, read for an invoker.</param>
public sealed class InvokerWarmUp(
    LoadgenConfiguration configuration,
    IObjectStore store,
    RunPaths paths,
    IEventCaller caller,
    TimeProvider time,
    ILogger<InvokerWarmUp> logger)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Works on a warm-up message.</summary>
    /// <returns>Acknowledged, whatever came of it: the next event does what is left.</returns>
    public async Task<Disposition> HandleAsync(CancellationToken stop)
    {
        using var longest = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, longest.Token);
        try
        {
            // A name that nothing ever has: what counts is that the store was asked.
            var asked = store.ReadAsync(paths.Probe(Guid.Empty), either.Token);
            var prepared = EventRequest.AllTargets(configuration).Select(target => caller.PrepareAsync(target, either.Token));
            await Task.WhenAll([asked, .. prepared]);
        }
        catch (Exception e) when (e is ObjectStoreUnavailableException or OperationCanceledException)
        {
            logger.NotWarm(e.Message);
        }

        return Disposition.Acknowledge;
    }
}
