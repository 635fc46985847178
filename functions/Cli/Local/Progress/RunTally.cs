using System.Globalization;
using Loadgen.Calls;
using Loadgen.Records;

namespace Loadgen.Cli.Local.Progress;

/// <summary>How a run's lines add up, as they come.</summary>
/// <param name="planned">How many events the run has.</param>
internal sealed class RunTally(int planned)
{
    private readonly Dictionary<string, Outcome> _outcomes = new(StringComparer.Ordinal);
    private string _minute = "";

    /// <summary>How many events the run has.</summary>
    public int Planned => planned;

    /// <summary>Takes an event's line. A second one of the same event is on standard output alone, and does not count.</summary>
    public void Add(InvocationEntry line) => _outcomes.TryAdd(line.EventId, line.Outcome);

    /// <summary>Whether it is asked for the first time in a minute.</summary>
    public bool IsFirstIn(string minute)
    {
        var isFirst = minute != _minute;
        _minute = minute;
        return isFirst;
    }

    /// <summary>Such as <c>4 of 4, 3 ok, 1 timeout</c>.</summary>
    public override string ToString() => string.Join(", ", _outcomes.Values
        .CountBy(outcome => outcome)
        .OrderBy(pair => pair.Key)
        .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value} {pair.Key.ToName()}"))
        .Prepend(string.Create(CultureInfo.InvariantCulture, $"{_outcomes.Count} of {planned}")));
}
