using Loadgen.Logs.Shards;
using Loadgen.Records;
using Loadgen.Runs;

namespace Loadgen.Logs;

/// <summary>
/// Completes the log of a big run, once every event has its line in a shard: joins shards, has the log take them in, and says that it is
/// complete. Any number of instances may do so at once, and each may be lost at any moment: what is done is done for all.
/// </summary>
/// <remarks>
/// Whoever has stored a line, or found it stored, tries before it acknowledges the message. Of two lines that are stored last at the same
/// time one is stored first, and whoever stored the other sees both.
/// </remarks>
internal sealed class LogFinish(GrowingLog log, ShardStore shards, Run run, LogServices services)
{
    /// <summary>One compose takes 32 objects; the log itself and the line that names the others are two of them.</summary>
    private const int MostAtATime = 30;

    /// <summary>Instances' clocks differ by less.</summary>
    private static readonly TimeSpan ClockDifference = TimeSpan.FromSeconds(5);

    private long _counted;
    private long _tried;

    /// <summary>Shards are stored, or were found.</summary>
    /// <returns>What <see cref="TryAsync"/> takes.</returns>
    public long Count() => Interlocked.Increment(ref _counted);

    /// <summary>Completes the log if every event has its line, unless somebody here has tried since the line's shard was counted.</summary>
    /// <remarks>One at a time.</remarks>
    public async Task TryAsync(long number, CancellationToken cancellationToken)
    {
        var isEarly = run.LastDue is { } lastDue && services.Time.GetUtcNow() < lastDue - ClockDifference;
        if (isEarly || _tried >= number || log.IsComplete)
            return;

        var counted = Interlocked.Read(ref _counted);
        await services.Retry.RunAsync(FinishAsync, cancellationToken);
        _tried = counted;
    }

    private async Task FinishAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var stored = await shards.ListAsync(writer: null, cancellationToken);
            var state = await log.ReadAsync(cancellationToken);
            var view = ShardView.Of(stored, state.Named);
            if (state.Events + view.Events < run.Invocations)
                return;

            if (view.Counting.Count > 0)
            {
                await TakeInAsync(view.Counting, state, cancellationToken);
                continue;
            }

            if (!state.IsComplete)
                await log.AppendAsync(RunLine.OfComplete(run, services.Time.GetUtcNow()), cancellationToken);
            await shards.DeleteAsync(view.Obsolete, cancellationToken);
            return;
        }
    }

    private async Task TakeInAsync(IReadOnlyList<ShardName> counting, LogState state, CancellationToken cancellationToken)
    {
        var joined = await shards.JoinAsync([.. counting], long.MaxValue, cancellationToken);
        var some = joined.Take(MostAtATime).ToList();
        var lengths = await Task.WhenAll(some.Select(shard => shards.LengthOfAsync(shard, cancellationToken)));
        if (lengths.Contains(null))
            return; // Somebody else was faster.

        await log.TakeInAsync(state, some, shards.ObjectOf, lengths.Sum() ?? 0, cancellationToken);
    }
}
