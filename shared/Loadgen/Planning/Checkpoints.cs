using Loadgen.Runs;
using Microsoft.Extensions.Logging;

namespace Loadgen.Planning;

/// <summary>Remembers how far an hour's publishing is, beside it: no event waits for the store.</summary>
internal sealed class Checkpoints(RunStore runs, TimeProvider time, ILogger logger)
{
    /// <summary>A checkpoint is one object, which takes about one write a second.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>After this there is more to remember than what is being tried.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Remembers every progress soon, until all of it is remembered, or another message turns out to carry the run, which ends the group.
    /// Behind a checkpoint that is missing, an event may at worst go out twice, and is called once.
    /// </summary>
    public async Task KeepAsync(HourProgress progress, WorkGroup group)
    {
        while (!progress.IsAllSaved)
        {
            await progress.NewsAsync().WaitAsync(group.Ending);
            if (!await TrySaveAsync(progress, progress.Number, Longest, group.Ending))
                continue;
            if (progress.IsRelieved)
            {
                group.End();
                return;
            }

            if (!progress.IsAllSaved)
                await Task.Delay(Interval, time, group.Ending);
        }
    }

    /// <summary>Remembers progress, if the store takes it in time.</summary>
    /// <param name="number">The number of the message that carries the run from now on.</param>
    /// <returns>Whether it is remembered.</returns>
    public async Task<bool> TrySaveAsync(HourProgress progress, int number, TimeSpan longest, CancellationToken cancellationToken)
    {
        if (await time.TryForAsync(longest, token => SaveAsync(progress, number, token), cancellationToken))
            return true;
        logger.CheckpointMissed(progress.Plan.Run.RunId, progress.Published);
        return false;
    }

    /// <summary>Remembers progress, however long that takes.</summary>
    public async Task SaveAsync(HourProgress progress, int number, CancellationToken cancellationToken)
    {
        var reached = progress.Published;
        progress.Saved(reached, await runs.WriteCheckpointAsync(progress.Plan.Run, new(reached, number), cancellationToken));
    }
}
