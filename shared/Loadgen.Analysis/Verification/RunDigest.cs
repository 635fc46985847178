using Loadgen.Clocks;
using Loadgen.Records;
using Loadgen.Runs;

namespace Loadgen.Analysis.Verification;

/// <summary>What a log says of a run: its run lines whole, and of the others what they are judged by.</summary>
internal sealed class RunDigest(RunIdentity run, EventNames names)
{
    /// <summary>A list that doubles would hold twice as much while it grows.</summary>
    private const int Piece = 256;

    private readonly List<LoggedEvent[]> _events = [];
    private readonly Dictionary<int, IReadOnlyList<string>> _contradictions = [];
    private ClockKind? _lastClock;

    /// <summary>The run.</summary>
    public RunIdentity Run { get; } = run;

    /// <summary>Its start lines.</summary>
    public List<(LinePlace Place, StartEntry Line)> Starts { get; } = [];

    /// <summary>Its complete lines.</summary>
    public List<(LinePlace Place, CompleteEntry Line)> Completes { get; } = [];

    /// <summary>Where its lines stand that are no event's.</summary>
    public List<LinePlace> Others { get; } = [];

    /// <summary>Whether the original job wrote it.</summary>
    public bool IsOriginal => Run.RunId == OriginalLine.RunId;

    /// <summary>The first start line; <see langword="null"/> where there is none.</summary>
    public StartEntry? Start => Starts.Count > 0 ? Starts[0].Line : null;

    /// <summary>Where its first line stands, and whether that is a start line; <see langword="null"/> where it has no line.</summary>
    public (LinePlace Place, bool IsStart)? First { get; private set; }

    /// <summary>The same of its last line, and whether that is a complete line.</summary>
    public (LinePlace Place, bool IsComplete)? Last { get; private set; }

    /// <summary>When the last of its lines was written, by its clock; <see langword="null"/> where none says it.</summary>
    public DateTimeOffset? LastWritten { get; private set; }

    /// <summary>What its times were read from.</summary>
    public ClockKind Clock { get; private set; } = ClockKind.Machine;

    /// <summary>How many lines of events there are.</summary>
    public int Count { get; private set; }

    /// <summary>The lines of events, in their order.</summary>
    public IEnumerable<LoggedEvent> Events => Enumerable.Range(0, Count).Select(position => this[position]);

    /// <summary>The line of an event, by its 0-based position among them.</summary>
    public LoggedEvent this[int position] => _events[position / Piece][position % Piece];

    /// <summary>How it contradicts itself, each in a sentence.</summary>
    public IReadOnlyList<string> ContradictionsOf(int position) => _contradictions.GetValueOrDefault(position) ?? [];

    /// <summary>Adds a line.</summary>
    public void Add(LinePlace place, RunEntry line, IReadOnlyList<string> contradictions)
    {
        First ??= (place, line is StartEntry);
        Last = (place, line is CompleteEntry);
        if (!(line.WrittenAt <= LastWritten))
            LastWritten = line.WrittenAt ?? LastWritten;
        var clock = Known(line.Clock);
        if (line is InvocationEntry invocation)
            Add(place, invocation, clock, contradictions);
        else
            Others.Add(place);
        if (line is StartEntry start)
            Starts.Add((place, start));
        else if (line is CompleteEntry complete)
            Completes.Add((place, complete));
    }

    private void Add(LinePlace place, InvocationEntry line, ClockKind? clock, IReadOnlyList<string> contradictions)
    {
        if (contradictions.Count > 0)
            _contradictions[Count] = contradictions;
        if (Count % Piece == 0)
            _events.Add(new LoggedEvent[Piece]);
        _events[^1][Count++ % Piece] = new(
            place, names.KeyOf(line.EventId), names.NumberOf(line.FunctionId), line.Outcome, clock, line.ScheduledTime.UtcTicks)
        {
            SentTime = line.SentTime,
            // The original job's seconds are no measure of it.
            Lag = line.SentTime is null || line.IsOriginal ? null : line.StartLag ?? (line.SentTime - line.ScheduledTime),
            Latency = line.Latency,
        };
    }

    /// <summary>Of equal ones one is kept.</summary>
    private ClockKind? Known(ClockKind? clock)
    {
        if (clock == _lastClock)
            return _lastClock;
        Clock = RunClock.Of([Clock, clock]);
        return _lastClock = clock;
    }
}
