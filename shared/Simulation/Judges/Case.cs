using Loadgen.Configuration;
using Loadgen.Simulation.Cloud;
using Loadgen.Simulation.Evidence;
using Loadgen.Trace;

namespace Loadgen.Simulation.Judges;

/// <summary>What the judges of an hour are given.</summary>
/// <param name="Configuration">As it was meant, whatever the instances were given.</param>
/// <param name="MendedAt">From when on the workload could be used.</param>
internal sealed record Case(LoadgenConfiguration Configuration, FaultProfile Faults, History History, DateTimeOffset MendedAt)
{
    /// <summary>The plan.</summary>
    public IReadOnlyList<PlannedEvent> Events => History.Dossiers.Events;

    /// <summary>What so many requests to the store may take, one after the other, where none fails.</summary>
    public TimeSpan StoreTime(int requests) => Faults.StoreLatency * 2 * requests;

    /// <summary>Whether an event was claimed only for a line: in a dry run, or past <c>MAX_LATENESS_S</c>.</summary>
    public bool HasNothingToSend(Dossier dossier, ClaimTaken claim) =>
        Configuration.DryRun
        || claim.At - dossier.Planned.ScheduledTime > Configuration.MaxLateness;

    /// <summary>Whether a push brought a message that nobody can read.</summary>
    public bool IsPoison(Push push) => History.Poison.Contains(push.MessageId);
}
