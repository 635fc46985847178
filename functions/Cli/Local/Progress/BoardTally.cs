using System.Globalization;
using Loadgen.Cli.Output;
using Loadgen.Configuration;

namespace Loadgen.Cli.Local.Progress;

/// <summary>Adds up a board as its events get further, so that nobody has to look at all of them.</summary>
internal sealed class BoardTally
{
    private readonly OrderedDictionary<(Scenario Scenario, string Function), Counts> _functions = [];

    private readonly Counts _all = new();

    /// <summary>How many events there are.</summary>
    public int Events => _all.Events;

    /// <summary>Such as <c>1203 of 9000 done, 2 in flight: 1200 ok, 3 timeout</c>.</summary>
    public string Summary
    {
        get
        {
            var done = _all.Outcomes.Values.Sum();
            var outcomes = done > 0 ? $": {Counted.Of(_all.Outcomes)}" : "";
            return string.Create(CultureInfo.InvariantCulture, $"{done} of {Events} done, {_all.Calling} in flight{outcomes}");
        }
    }

    /// <summary>The functions of all scenarios, those with the most events first.</summary>
    public IReadOnlyList<FunctionProgress> Functions =>
    [
        .. _functions
            .Select(pair => new FunctionProgress(
                pair.Key.Scenario, pair.Key.Function, pair.Value.Events, pair.Value.Calling, [.. pair.Value.Outcomes]))
            .OrderByDescending(progress => progress.Events)
            .ThenBy(progress => progress.Name, StringComparer.Ordinal)
            .ThenBy(progress => progress.Scenario),
    ];

    /// <summary>An event has got further.</summary>
    /// <param name="before">Where it was; <see langword="null"/>: it is new.</param>
    public void Move(EventProgress? before, EventProgress now)
    {
        var key = (now.Scenario, now.Event.FunctionId);
        if (!_functions.TryGetValue(key, out var counts))
            _functions.Add(key, counts = new());
        counts.Move(before, now);
        _all.Move(before, now);
    }

    private sealed class Counts
    {
        public int Events { get; private set; }

        public int Calling { get; private set; }

        public Dictionary<string, int> Outcomes { get; } = new(StringComparer.Ordinal);

        public void Move(EventProgress? before, EventProgress now)
        {
            Events += before is null ? 1 : 0;
            Calling += (now.Stage is EventStage.Calling ? 1 : 0) - (before?.Stage is EventStage.Calling ? 1 : 0);
            if (now.Result is { } result)
                Outcomes[result.Outcome] = Outcomes.GetValueOrDefault(result.Outcome) + 1;
        }
    }
}
