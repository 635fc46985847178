using Loadgen.Analysis.Plans;
using Loadgen.Analysis.Verification;
using Loadgen.Cli.Local.Progress;
using Loadgen.Clocks;
using Loadgen.Records;
using Loadgen.Runs;
using Loadgen.Trace;

namespace Loadgen.Cli.Watching;

/// <summary>A run, as far as its log and what is stored beside it tell how far it is.</summary>
internal sealed class FollowedRun
{
    /// <summary>The most claims that are asked for at a time. A dense hour has hundreds of calls in flight.</summary>
    public const int MostClaims = 50;

    /// <summary>How long before an event is due something happens to it: <c>LEAD_S</c>, as it usually is.</summary>
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(10);

    private readonly FollowedClock _clock;
    private readonly EventBoard _board;
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);
    private readonly HashSet<int> _claimed = [];
    private readonly List<(PlannedEvent Event, EventResult Result)> _early = [];
    private RunPlan? _plan;
    private StoredProgress? _stored;
    private bool[] _hasLine = [];
    private int _first;
    private int _published;

    public FollowedRun(RunIdentity identity, TimeProvider machine, EventBoard board)
    {
        (_clock, _board) = (new(machine), board);
        OnBoard = new(identity, _clock);
    }

    /// <summary>The run as it is shown.</summary>
    public BoardRun OnBoard { get; }

    /// <summary>Whether its complete line is there.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>How many events have their line.</summary>
    public int Lines { get; private set; }

    /// <summary>How many events it has, as far as is known.</summary>
    public int Planned => _plan?.Events?.Count ?? Start?.Invocations ?? Lines;

    /// <summary>Why it is not known which events it has; <see langword="null"/> where that is known.</summary>
    public string? Unknown => _plan is { Events: null, Problems: [.., var (_, problem)] } ? problem : null;

    /// <summary>Whether its plan was looked for.</summary>
    public bool HasPlan => _plan is not null;

    /// <summary>Whether it is on the board.</summary>
    public bool IsShown { get; private set; }

    /// <summary>Whether lines may still come. Asked of a run that has its plan.</summary>
    public bool IsRunning => !IsComplete && new RunLimits(Start, _clock.Now).AreAhead(_plan!.LastDueOf(OnBoard.Identity));

    /// <summary>How long, by the machine's clock, nothing is going to happen to it.</summary>
    public TimeSpan IsQuietFor =>
        IsComplete ? TimeSpan.MaxValue
        : _first < _hasLine.Length && _clock.Kind != ClockKind.Leaping
            ? (_plan!.Events![_first].ScheduledTime - Lead - _clock.GetUtcNow()) / _clock.Kind.Speed
        : TimeSpan.Zero;

    /// <summary>Its start line, where it has one.</summary>
    public StartEntry? Start { get; private set; }

    /// <summary>A line of it was read.</summary>
    /// <param name="changedAt">Since when it has been in the log, by the machine's clock.</param>
    public void Take(RunEntry line, DateTimeOffset changedAt)
    {
        _clock.Take(line, changedAt);
        switch (line)
        {
            case StartEntry start:
                Start ??= start;
                break;
            case CompleteEntry:
                IsComplete = true;
                if (IsShown)
                    _board.Tell(WatchText.Complete(OnBoard, _board.Runs));
                break;
            case InvocationEntry invocation when ResultOf(invocation) is { } result:
                // Of the line itself, which may be large, nothing is kept.
                var planned = new PlannedEvent(invocation.EventId, invocation.FunctionId, InvocationIndex: 1, invocation.ScheduledTime);
                if (IsShown)
                    Show(planned, result);
                else
                    _early.Add((planned, result));
                break;
        }
    }

    /// <summary>What it was planned to do.</summary>
    /// <param name="stored">Where to ask how far it is; <see langword="null"/> where nothing is stored.</param>
    public void Know(RunPlan plan, StoredProgress? stored) => (_plan, _stored) = (plan, stored);

    /// <summary>Puts it on the board.</summary>
    public void Show()
    {
        IReadOnlyList<PlannedEvent> events = _plan!.Events ?? [];
        for (var position = 0; position < events.Count; position++)
            _positions[events[position].EventId] = position;
        _hasLine = new bool[events.Count];
        _board.Add(OnBoard, events);
        IsShown = true;
        _board.Tell(WatchText.Begun(this, _board.Runs));
        foreach (var (planned, result) in _early)
            Show(planned, result);
        _early.Clear();
        if (IsComplete)
            _board.Tell(WatchText.Complete(OnBoard, _board.Runs));
    }

    /// <summary>Asks how far its events are that have no line.</summary>
    public async Task AskAsync(CancellationToken cancellationToken)
    {
        if (IsComplete || _stored is not { } stored || _plan!.Events is not { } events)
            return;

        if (_published < events.Count)
        {
            var published = Math.Min(await stored.FindPublishedAsync(cancellationToken), events.Count);
            for (; _published < published; _published++)
                _board.Advance(OnBoard, events[_published].EventId, EventStage.Held);
        }

        var due = DueWithoutLine(events);
        var asked = await Task.WhenAll(due.Take(MostClaims).Select(async position =>
            (Position: position, IsClaimed: await stored.IsClaimedAsync(events[position], cancellationToken))));
        // Events are claimed before they are due. What is held and is not asked is taken for punctual.
        var others = due.Skip(MostClaims).Where(position => position < _published);
        foreach (var position in asked.Where(answer => answer.IsClaimed).Select(answer => answer.Position).Concat(others))
        {
            _claimed.Add(position);
            _board.Advance(OnBoard, events[position].EventId, EventStage.Calling);
        }
    }

    private List<int> DueWithoutLine(IReadOnlyList<PlannedEvent> events)
    {
        var now = _clock.GetUtcNow();
        var due = new List<int>();
        for (var position = _first; position < events.Count && events[position].ScheduledTime <= now; position++)
        {
            if (!_hasLine[position] && !_claimed.Contains(position))
                due.Add(position);
        }

        return due;
    }

    private void Show(PlannedEvent planned, EventResult result)
    {
        if (!_positions.TryGetValue(planned.EventId, out var position))
        {
            if (_plan!.Events is null && _board.AddDone(OnBoard, planned, result))
                Lines++;
            return;
        }

        Lines += _hasLine[position] ? 0 : 1;
        _hasLine[position] = true;
        while (_first < _hasLine.Length && _hasLine[_first])
            _first++;
        _board.Advance(OnBoard, planned.EventId, EventStage.Done, result);
    }

    private static EventResult? ResultOf(InvocationEntry line)
    {
        try
        {
            return EventResult.Read(line.Utf8);
        }
        catch (InvalidOperationException)
        {
            // Text with half a surrogate pair, which verification tells of.
            return null;
        }
    }
}
