using Loadgen.Logs.Shards;
using Loadgen.Records;
using Loadgen.Runs;
using Loadgen.Storage;

namespace Loadgen.Logs;

/// <summary>
/// The log of one run: one line per key, whoever writes and however often. That of a small run is an object that grows line by line, and
/// its content decides whose line it is. Event lines of a big run wait in shards, which the log takes in at the end, and the events' claims
/// decide.
/// </summary>
/// <remarks>
/// A line whose writer gave up waiting stays in memory, and goes out with the next one or when its message is delivered again.
/// </remarks>
public sealed class RunLog
{
    private readonly Run _run;
    private readonly ShardStore _shards;
    private readonly GrowingLog _log;
    private readonly ShardedLog? _sharded;
    private readonly LogServices _services;

    internal RunLog(IObjectStore store, RunPaths paths, Run run, LogServices services)
    {
        (_run, _services) = (run, services);
        _log = new(new(store, paths, run, services), run, services);
        _shards = new(store, paths.ShardsOf(run), run);
        if (run.Invocations > services.MostInOneObject)
            _sharded = new(run, _shards, new(_log, _shards, run, services), services);
    }

    /// <summary>Whether the run's last line is stored, so that nothing is left to write.</summary>
    public bool IsComplete => _log.IsComplete;

    /// <summary>
    /// What a claim says of where the line will be; <see langword="null"/> in small runs, where it will be in the log.
    /// </summary>
    public ShardPlace? NextShard => _sharded?.Next;

    /// <summary>Stores a run line, unless the run has one of its key.</summary>
    /// <inheritdoc cref="AppendAsync(LogLine, LineRight?, CancellationToken)"/>
    public Task<bool> AppendAsync(LogLine line, CancellationToken cancellationToken) => _log.AppendAsync(line, cancellationToken);

    /// <summary>
    /// Stores an event's line, unless the run has one of its key, or somebody else the right to write it; with the last one the run becomes
    /// complete.
    /// </summary>
    /// <param name="right">The right to write it, where there is a claim.</param>
    /// <returns>Whether the run's line of this key is this one, durably.</returns>
    /// <exception cref="OperationCanceledException">
    /// Nobody knows; the line stays in memory, see <see cref="TryStoreLeftOverAsync"/>.
    /// </exception>
    public Task<bool> AppendAsync(LogLine line, LineRight? right, CancellationToken cancellationToken) =>
        _sharded?.AppendAsync(line, right, cancellationToken) ?? _log.AppendAsync(line, cancellationToken);

    /// <summary>Whether an earlier delivery left a line of <paramref name="key"/> in memory.</summary>
    public bool HasLeftOver(LineKey key) => FindLeftOver(key) is not null;

    /// <summary>Stores the line of <paramref name="key"/> that an earlier delivery left in memory when it gave up waiting.</summary>
    /// <returns>
    /// <see langword="null"/> where none was left; else what <see cref="AppendAsync(LogLine, CancellationToken)"/> returns.
    /// </returns>
    public async Task<bool?> TryStoreLeftOverAsync(LineKey key, CancellationToken cancellationToken)
    {
        if (_sharded is { } sharded)
            return sharded.FindLeftOver(key) is { } waiting ? await sharded.StoreAsync(waiting, cancellationToken) : null;
        return _log.FindLeftOver(key) is { } line ? await _log.AppendAsync(line, cancellationToken) : null;
    }

    /// <summary>Puts out a line that is not stored, and never will be.</summary>
    public void Tell(LogLine line) => _services.Output(_run, line);

    /// <summary>Puts out the line of <paramref name="key"/> if it waits in memory: it may never be stored.</summary>
    public void TellLeftOver(LineKey key)
    {
        if (FindLeftOver(key) is { } line)
            Tell(line);
    }

    /// <summary>Whether an event's line is stored, at this moment. Where it is, the run becomes complete if it can.</summary>
    /// <param name="place">Where its claim says that it will be.</param>
    public async Task<bool> ContainsAsync(LineKey key, ShardPlace? place, CancellationToken cancellationToken)
    {
        if (_sharded is null)
            return await _log.ContainsAsync(key, cancellationToken);
        if (!await _services.Retry.RunAsync(token => FindAsync(key, place, token), cancellationToken))
            return false;

        await _sharded.FinishAsync(cancellationToken);
        return true;
    }

    private LogLine? FindLeftOver(LineKey key) =>
        _sharded is { } sharded ? sharded.FindLeftOver(key)?.Line : _log.FindLeftOver(key);

    private async Task<bool> FindAsync(LineKey key, ShardPlace? place, CancellationToken cancellationToken)
    {
        // In this order: a shard that is gone when they are listed has been taken in.
        var stored = place is { } known ? await _shards.ListAsync(known.Writer, cancellationToken) : [];
        if (await _log.ContainsAsync(key, cancellationToken))
            return true;

        // A line is written soon after its event was claimed: the first shard is the likeliest.
        var from = place?.Index ?? 0;
        foreach (var shard in ShardView.Of(stored, []).Counting.Where(shard => shard.EndIndex > from).OrderBy(shard => shard.EndIndex))
        {
            if (await _shards.HasAsync(shard, from, key, cancellationToken))
                return true;
        }

        return false;
    }
}
