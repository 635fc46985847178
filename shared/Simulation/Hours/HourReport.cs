using Loadgen.Calls;
using Loadgen.Simulation.Evidence;

namespace Loadgen.Simulation.Hours;

/// <summary>What came of a simulated hour.</summary>
/// <param name="Problems">The promises that did not hold; none where all did.</param>
/// <param name="Calls">How many calls the targets received.</param>
/// <param name="Outcomes">How the events ended, by their lines.</param>
/// <param name="Log">The run's log object, as text; empty for an hour of more than 20,000 events.</param>
/// <param name="Timeline">What happened, where it was asked for.</param>
/// <param name="Pushes">Every push that reached an instance and was answered; none of an hour of more than 20,000 events.</param>
/// <param name="StoreRequests">How many requests of each verb (read, list, write, compose, delete) the store took.</param>
/// <param name="Faults">What went wrong.</param>
public sealed record HourReport(
    HourSettings Settings,
    IReadOnlyList<string> Problems,
    int Calls,
    IReadOnlyDictionary<Outcome, int> Outcomes,
    string Log,
    IReadOnlyList<string> Timeline,
    IReadOnlyList<AnsweredPush> Pushes,
    IReadOnlyDictionary<string, int> StoreRequests,
    FaultCounts Faults)
{
    /// <summary>Whether every promise held.</summary>
    public bool Passed => Problems.Count == 0;
}

/// <summary>A push, from its arrival at an instance to the answer: the time in which an instance is paid for.</summary>
/// <param name="Function"><c>planner</c> or <c>invoker</c>.</param>
/// <param name="Status">The answer's HTTP status.</param>
public sealed record AnsweredPush(string Function, DateTimeOffset From, DateTimeOffset To, int Status);
