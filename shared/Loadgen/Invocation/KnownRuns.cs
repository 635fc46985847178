using System.Collections.Concurrent;
using Loadgen.Configuration;
using Loadgen.Logs;
using Loadgen.Messages;
using Loadgen.Runs;

namespace Loadgen.Invocation;

/// <summary>
/// The runs that this instance has met, as their manifests describe them: what an event's message says of its run names it, and no more.
/// Each manifest is read once.
/// </summary>
public sealed class KnownRuns(LoadgenConfiguration configuration, RunStore runs)
{
    private const int ManyRuns = 32;

    private readonly ConcurrentDictionary<RunIdentity, Run> _known = new();
    private readonly AsyncLock _reading = new();

    /// <summary>The run of a message. Without a bucket nothing is stored, and the message is believed.</summary>
    /// <exception cref="MessageFormatException">No such run was begun.</exception>
    /// <exception cref="Storage.StoredStateException">The run's manifest cannot be read.</exception>
    public async ValueTask<Run> FindAsync(Run named, CancellationToken cancellationToken)
    {
        if (configuration.Log.Bucket is null)
            return named;

        var identity = RunIdentity.Of(named);
        if (_known.TryGetValue(identity, out var known))
            return known;

        using var pass = await _reading.EnterAsync(cancellationToken);
        if (_known.TryGetValue(identity, out known))
            return known;

        var manifest = await runs.FindAsync(identity, cancellationToken)
            ?? throw new MessageFormatException($"The event is of the {identity}, which was never begun: it has no manifest.");
        if (_known.Count >= ManyRuns)
            _known.Clear();
        _known[identity] = manifest.Run;
        return manifest.Run;
    }
}
