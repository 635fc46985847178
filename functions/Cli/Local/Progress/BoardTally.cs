using System.Globalization;
using Loadgen.Cli.Output;

namespace Loadgen.Cli.Local.Progress;

/// <summary>Adds up a board as its events get further, so that nobody has to look at all of them.</summary>
internal sealed class BoardTally
{
    private readonly OrderedDictionary<(BoardRun Run, string Function), Counts> _functions = [];

    private readonly Counts _all = new();

    /// <summary>How many events there are.</summary>
    public int Events => _all.Events;

    /// <summary>Such as <c>1203 of 9000 done, 12 held, 2 in flight: 1200 ok, 3 timeout; lag 5 ms at most</c>.</summary>
    public string Summary
    {
        get
        {
            var done = _all.Outcomes.Values.Sum();
            var held = _all.Held > 0 ? string.Create(CultureInfo.InvariantCulture, $", {_all.Held} held") : "";
            var outcomes = done > 0 ? $": {Counted.Of(_all.Outcomes)}" : "";
            var lag = _all.GreatestLag is { } most ? string.Create(CultureInfo.InvariantCulture, $"; lag {most:0} ms at most") : "";
            return string.Create(
                CultureInfo.InvariantCulture, $"{done} of {Events} done{held}, {_all.Calling} in flight{outcomes}{lag}");
        }
    }

    /// <summary>The functions of all runs, those with the most events first.</summary>
    public IReadOnlyList<FunctionProgress> Functions =>
    [
        .. _functions
            .Select(pair => new FunctionProgress(
                pair.Key.Run,
                pair.Key.Function,
                pair.Value.Events,
                pair.Value.Held,
                pair.Value.Calling,
                [.. pair.Value.Outcomes],
                pair.Value.GreatestLag))
            .OrderByDescending(progress => progress.Events)
            .ThenBy(progress => progress.Name, StringComparer.Ordinal)
            .ThenBy(progress => progress.Run.Identity.Scenario),
    ];

    /// <summary>An event has got further.</summary>
    /// <param name="before">Where it was; <see langword="null"/>: it is new.</param>
    public void Move(EventProgress? before, EventProgress now)
    {
        var key = (now.Run, now.Event.FunctionId);
        if (!_functions.TryGetValue(key, out var counts))
            _functions.Add(key, counts = new());
        counts.Move(before, now);
        _all.Move(before, now);
    }

    private sealed class Counts
    {
        public int Events { get; private set; }

        public int Held { get; private set; }

        public int Calling { get; private set; }

        public double? GreatestLag { get; private set; }

        public Dictionary<string, int> Outcomes { get; } = new(StringComparer.Ordinal);

        public void Move(EventProgress? before, EventProgress now)
        {
            Events += before is null ? 1 : 0;
            Held += Change(EventStage.Held);
            Calling += Change(EventStage.Calling);
            if (now.Result is not { } result)
                return;
            Outcomes[result.Outcome] = Outcomes.GetValueOrDefault(result.Outcome) + 1;
            if (result.LagMilliseconds is { } lag && !(lag <= GreatestLag))
                GreatestLag = lag;

            int Change(EventStage stage) => (now.Stage == stage ? 1 : 0) - (before?.Stage == stage ? 1 : 0);
        }
    }
}
