using Loadgen.Calls;

namespace Loadgen.Simulation.Hours;

/// <summary>What came of a simulated hour.</summary>
/// <param name="Settings">The hour.</param>
/// <param name="Problems">The promises that did not hold; none where all did.</param>
/// <param name="Calls">How many calls the targets received.</param>
/// <param name="Outcomes">How the events ended, by their lines.</param>
/// <param name="Log">The run's log object.</param>
/// <param name="Timeline">What happened, where it was asked for.</param>
public sealed record HourReport(
    HourSettings Settings,
    IReadOnlyList<string> Problems,
    int Calls,
    IReadOnlyDictionary<Outcome, int> Outcomes,
    string Log,
    IReadOnlyList<string> Timeline)
{
    /// <summary>Whether every promise held.</summary>
    public bool Passed => Problems.Count == 0;
}
