using Loadgen.Runs;
using Loadgen.Storage;
using Loadgen.Trace;

namespace Loadgen.Analysis.Plans;

/// <summary>How far a run is that is not over, by what is stored of it beside its log.</summary>
/// <param name="read">Reads an object of the log's bucket, or a file.</param>
/// <param name="paths">Where the run's manifest is.</param>
public sealed class StoredProgress(ReadObject read, RunPaths paths, RunIdentity run)
{
    /// <summary>
    /// How many of its events are published for certain, in the order of the plan. An invoker holds them until they are due.
    /// </summary>
    /// <returns>0 where nobody says so.</returns>
    public async Task<int> FindPublishedAsync(CancellationToken cancellationToken)
    {
        var name = paths.CheckpointOf(run);
        try
        {
            return await read(name, cancellationToken) is { } stored ? StoredState.Read(name, stored, Checkpoint.Read).Published : 0;
        }
        catch (StoredStateException)
        {
            // The planner that reads it next says what is wrong with it.
            return 0;
        }
    }

    /// <summary>Whether somebody has the right to call an event's target: it is being called, or will be within two seconds.</summary>
    public async Task<bool> IsClaimedAsync(PlannedEvent planned, CancellationToken cancellationToken) =>
        await read(paths.ClaimOf(run, planned), cancellationToken) is not null;
}
