using Loadgen.Configuration;

namespace Loadgen.Cli.Local.Progress;

/// <summary>How far the events of a function are, in one scenario.</summary>
/// <param name="Name">The function's ID.</param>
/// <param name="Events">How many are planned.</param>
/// <param name="Calling">How many calls are in flight.</param>
/// <param name="Outcomes">Of those that have their line.</param>
internal sealed record FunctionProgress(
    Scenario Scenario, string Name, int Events, int Calling, IReadOnlyList<KeyValuePair<string, int>> Outcomes)
{
    /// <summary>How many have their line.</summary>
    public int Done => Outcomes.Sum(pair => pair.Value);
}
