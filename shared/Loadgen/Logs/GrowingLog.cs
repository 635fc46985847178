using Loadgen.Clocks;
using Loadgen.Logs.Shards;
using Loadgen.Records;
using Loadgen.Runs;
using Loadgen.Storage;

namespace Loadgen.Logs;

/// <summary>
/// Lines that go into the log object one by one, as their writers come; one of each key, whoever writes and however often.
/// </summary>
/// <remarks>
/// Every write is conditional on the generation whose content is known, so a line is added only where it is known to be missing; a writer
/// that was overtaken, or does not know whether its write took effect, reads on. Nothing runs in the background, since a function has a
/// processor only while it answers: whoever waits for its line and finds nobody writing writes for all.
/// </remarks>
internal sealed class GrowingLog(LogObject log, Run run, LogServices services)
{
    /// <summary>Cloud Storage takes about one write a second of one object.</summary>
    private static readonly TimeSpan WriteInterval = TimeSpan.FromSeconds(1);

    private readonly AsyncLock _turn = new();
    private readonly PendingLines _pending = new(services.Metrics);
    private bool _isKnown;
    private long _begun;
    private long _read;
    private DateTimeOffset _nextWrite = DateTimeOffset.MinValue;

    /// <summary>Whether the run's last line is stored, so that nothing is left to write.</summary>
    public bool IsComplete => log.Content.Has(LineKey.Complete);

    /// <inheritdoc cref="RunLog.AppendAsync(LogLine, CancellationToken)"/>
    public async Task<bool> AppendAsync(LogLine line, CancellationToken cancellationToken)
    {
        var pending = _pending.Add(new(line, right: null));
        using var pass = await _turn.EnterAsync(cancellationToken);
        if (!log.Content.Has(line.Key))
            await services.Retry.RunAsync(WritePendingAsync, cancellationToken);
        _pending.Remove(pending);
        return log.Content.IsStored(line);
    }

    /// <summary>The line of a key that waits.</summary>
    public LogLine? FindLeftOver(LineKey key) => _pending.Find(key)?.Line;

    /// <summary>What the object tells at this moment.</summary>
    public async Task<LogState> ReadAsync(CancellationToken cancellationToken)
    {
        using var pass = await _turn.EnterAsync(cancellationToken);
        await LoadAsync(cancellationToken);
        return new(log.Content.Generation, log.Content.Events, [.. log.Content.Named], IsComplete);
    }

    /// <summary>
    /// Whether an event's line is stored, by the latest content of the object. It takes in no shard before every event has its line.
    /// </summary>
    public async Task<bool> ContainsAsync(LineKey key, CancellationToken cancellationToken)
    {
        var before = Interlocked.Read(ref _begun);
        using var pass = await _turn.EnterAsync(cancellationToken);
        // What was read for somebody else meanwhile does as well.
        if (!Contains(key) && _read <= before)
            await services.Retry.RunAsync(LoadAsync, cancellationToken);
        return Contains(key);
    }

    private bool Contains(LineKey key) => log.Content.Has(key) || log.Content.Named.Count > 0;

    /// <summary>Takes in shards, if nobody has written since <paramref name="known"/> was read.</summary>
    /// <param name="length">How long they are together, in bytes.</param>
    /// <exception cref="ObjectPreconditionException">Somebody has.</exception>
    public async Task TakeInAsync(
        LogState known, IReadOnlyList<ShardName> shards, Func<ShardName, string> objectOf, long length, CancellationToken cancellationToken)
    {
        using var pass = await _turn.EnterAsync(cancellationToken);
        await BeginWriteAsync(cancellationToken);
        if (log.Content.Generation != known.Generation)
            throw new ObjectPreconditionException(run.LogObject, known.Generation);

        var naming = RunLine.OfShards(run, [.. shards.Select(shard => shard.ToString())], length, services.Time.GetUtcNow());
        await log.TakeInAsync(naming, [.. shards.Select(objectOf)], length, cancellationToken);
        _isKnown = true;
        services.Output(run, naming);
    }

    private async Task WritePendingAsync(CancellationToken cancellationToken)
    {
        await services.Time.DelayUntilAsync(_nextWrite, cancellationToken);
        if (!_isKnown)
            await LoadAsync(cancellationToken);
        var batch = _pending.ToList().ConvertAll(pending => pending.Line).FindAll(line => !log.Content.Has(line.Key));
        CompleteRun(batch);
        if (batch.Count == 0)
            return;

        await BeginWriteAsync(cancellationToken);
        await log.AppendAsync(batch, cancellationToken);
        Settle();
    }

    /// <summary>Nothing is known from here on, until the write is known to have taken effect.</summary>
    private async Task BeginWriteAsync(CancellationToken cancellationToken)
    {
        await services.Time.DelayUntilAsync(_nextWrite, cancellationToken);
        _isKnown = false;
        _nextWrite = services.Time.GetUtcNow() + WriteInterval;
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _begun);
        await log.ReadOnAsync(cancellationToken);
        _read = number;
        Settle();
    }

    /// <summary>The last event's line brings the complete line with it, whoever writes it.</summary>
    private void CompleteRun(List<LogLine> batch)
    {
        var events = log.Content.Events + batch.Count(line => line.Key.IsEvent);
        if (events < run.Invocations || IsComplete || batch.Exists(line => line.Key == LineKey.Complete))
            return;

        var complete = RunLine.OfComplete(run, services.Time.GetUtcNow());
        _pending.Add(new(complete, right: null));
        batch.Add(complete);
    }

    /// <summary>Prints the pending lines that have become part of the object, and forgets what needs no writing.</summary>
    private void Settle()
    {
        _isKnown = true;
        foreach (var pending in _pending.ToList().Where(pending => log.Content.Has(pending.Line.Key)))
        {
            if (log.Content.IsStored(pending.Line))
                services.Output(run, pending.Line);
            _pending.Remove(pending);
        }
    }
}

/// <summary>What a log object told when it was read.</summary>
/// <param name="Generation">0: there was none.</param>
/// <param name="Events">How many events have their line in it.</param>
/// <param name="Named">The shards that it has taken in.</param>
internal sealed record LogState(long Generation, long Events, IReadOnlyCollection<ShardName> Named, bool IsComplete);
