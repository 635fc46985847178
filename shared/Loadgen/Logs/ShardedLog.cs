using Loadgen.Clocks;
using Loadgen.Logs.Shards;
using Loadgen.Records;
using Loadgen.Runs;
using Loadgen.Storage;

namespace Loadgen.Logs;

/// <summary>
/// Event lines of a big run: each batch is a shard, an object of its own, which no other writer ever touches.
/// </summary>
/// <remarks>
/// Who holds an event's claim writes its line, so that nobody needs to know what others wrote. A batch whose write was not answered is
/// written again as it was, under its name. Like <see cref="GrowingLog"/> it works only while somebody waits.
/// </remarks>
internal sealed class ShardedLog(Run run, ShardStore shards, LogFinish finish, LogServices services)
{
    /// <summary>A shard a second is enough: what is finer costs more requests, and no line is waited for so urgently.</summary>
    private static readonly TimeSpan WriteInterval = TimeSpan.FromSeconds(1);

    private readonly string _writer = services.NewToken().ToString("N");
    private readonly AsyncLock _turn = new();
    private readonly PendingLines _pending = new(services.Metrics);
    private List<ShardName> _written = [];
    private Batch? _unanswered;
    private volatile int _next;
    private DateTimeOffset _nextWrite = DateTimeOffset.MinValue;

    /// <summary>Where the line of an event will be that is claimed now.</summary>
    public ShardPlace Next => new(_writer, _next);

    /// <inheritdoc cref="RunLog.AppendAsync(LogLine, LineRight?, CancellationToken)"/>
    public Task<bool> AppendAsync(LogLine line, LineRight? right, CancellationToken cancellationToken) =>
        StoreAsync(_pending.Add(new(line, right)), cancellationToken);

    /// <summary>Stores a line that waits.</summary>
    public async Task<bool> StoreAsync(PendingLine line, CancellationToken cancellationToken)
    {
        using var pass = await _turn.EnterAsync(cancellationToken);
        while (line.IsStored is null)
            await services.Retry.RunAsync(WriteBatchAsync, cancellationToken);
        if (line.IsStored is true && _pending.IsEmpty)
            await finish.TryAsync(line.Number, cancellationToken);
        return line.IsStored is true;
    }

    /// <summary>The line of a key that waits.</summary>
    public PendingLine? FindLeftOver(LineKey key) => _pending.Find(key);

    /// <summary>Has the log completed, if it can be, for the sake of a line that somebody else has stored.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        var number = finish.Count();
        using var pass = await _turn.EnterAsync(cancellationToken);
        if (_pending.IsEmpty)
            await finish.TryAsync(number, cancellationToken);
    }

    private async Task WriteBatchAsync(CancellationToken cancellationToken)
    {
        await services.Time.DelayUntilAsync(_nextWrite, cancellationToken);
        var batch = _unanswered ?? new(_pending.ToList(), _writer, _next);
        if (batch.Lines.Count == 0)
            return;
        if (await FindLostAsync(batch, cancellationToken) is { Count: > 0 } lost)
        {
            await GiveUpAsync(batch, lost, cancellationToken);
            return;
        }

        _unanswered = batch;
        _nextWrite = services.Time.GetUtcNow() + WriteInterval;
        await shards.WriteAsync(batch.Name, batch.Utf8, cancellationToken);
        Settle(batch);
        await JoinAsync(cancellationToken);
    }

    /// <summary>The lines whose event somebody else has by now. The rights to all others are valid at this moment.</summary>
    private async Task<List<PendingLine>> FindLostAsync(Batch batch, CancellationToken cancellationToken)
    {
        while (true)
        {
            var now = services.Time.GetUtcNow();
            var over = batch.Lines.Where(line => line.Right?.IsOver(now) is true).Take(ShardName.Block).ToList();
            if (over.Count == 0)
                return [];
            var renewed = await Task.WhenAll(over.Select(line => line.Right!.RenewAsync(cancellationToken)));
            if (over.Where((_, i) => !renewed[i]).ToList() is { Count: > 0 } lost)
                return lost;
        }
    }

    /// <summary>
    /// Lines are lost. A batch with them is not written any more; one that was written once may be there all the same, since before that.
    /// Whoever has taken a line over has looked.
    /// </summary>
    private async Task GiveUpAsync(Batch batch, List<PendingLine> lost, CancellationToken cancellationToken)
    {
        if (batch == _unanswered)
        {
            if (await shards.LengthOfAsync(batch.Name, cancellationToken) is not null)
            {
                Settle(batch);
                return;
            }

            _unanswered = null;
            _next++;
        }

        foreach (var line in lost)
            Remove(line, isStored: false);
    }

    private void Settle(Batch batch)
    {
        var number = finish.Count();
        foreach (var line in batch.Lines)
        {
            line.Number = number;
            Remove(line, isStored: true);
            services.Output(run, line.Line);
        }

        _written.Add(batch.Name);
        _unanswered = null;
        _next++;
    }

    private void Remove(PendingLine line, bool isStored)
    {
        line.IsStored = isStored;
        _pending.Remove(line);
    }

    /// <summary>Keeps shards few while the run goes on. What cannot be joined now is joined with the next block, or at the end.</summary>
    private async Task JoinAsync(CancellationToken cancellationToken)
    {
        if (_next % ShardName.Block != 0)
            return;

        try
        {
            _written = await shards.JoinAsync(_written, _next, cancellationToken);
        }
        catch (Exception e) when (e is ObjectStoreUnavailableException or OperationCanceledException)
        {
            // The lines that are waited for are stored.
        }
    }

    /// <summary>A shard before it is written.</summary>
    private sealed class Batch(List<PendingLine> lines, string writer, int index)
    {
        public List<PendingLine> Lines => lines;

        public ShardName Name { get; } = new(writer, Level: 0, index, lines.Count);

        public byte[] Utf8 { get; } = LogLine.Join([.. lines.Select(line => line.Line)]);
    }
}
