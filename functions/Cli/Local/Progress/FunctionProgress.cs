namespace Loadgen.Cli.Local.Progress;

/// <summary>How far the events of a function are, in one run.</summary>
/// <param name="Name">The function's ID.</param>
/// <param name="Events">How many are planned.</param>
/// <param name="Held">How many are held until they are due, as far as is known.</param>
/// <param name="Calling">How many calls are in flight.</param>
/// <param name="Outcomes">Of those that have their line.</param>
/// <param name="GreatestLag">Of those that were sent, in milliseconds.</param>
internal sealed record FunctionProgress(
    BoardRun Run,
    string Name,
    int Events,
    int Held,
    int Calling,
    IReadOnlyList<KeyValuePair<string, int>> Outcomes,
    double? GreatestLag)
{
    /// <summary>How many have their line.</summary>
    public int Done => Outcomes.Sum(pair => pair.Value);

    /// <summary>How many nothing has been done about yet.</summary>
    public int Due => Events - Held - Calling - Done;
}
