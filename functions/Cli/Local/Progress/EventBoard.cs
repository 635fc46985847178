using System.Threading.Channels;
using Loadgen.Trace;

namespace Loadgen.Cli.Local.Progress;

/// <summary>How far the events of runs are: written from any thread; read by a view.</summary>
/// <param name="clock">What is shown as long as there is no run; <see langword="null"/>: nothing is.</param>
internal sealed class EventBoard(TimeProvider? clock)
{
    private readonly Lock _gate = new();
    private readonly List<BoardRun> _runs = [];
    private readonly Dictionary<(BoardRun Run, string EventId), EventProgress> _events = [];
    private readonly BoardTally _tally = new();
    private readonly Channel<BoardChange> _changes = Channel.CreateUnbounded<BoardChange>(new() { SingleReader = true });
    private volatile string _title = "";
    private volatile string? _status;

    /// <summary>Whether it is known which events are held until they are due.</summary>
    public bool TellsHeld { get; init; }

    /// <summary>The clock of the run that began last.</summary>
    public TimeProvider? Clock
    {
        get
        {
            lock (_gate)
                return _runs is [.., var last] ? last.Clock : clock;
        }
    }

    /// <summary>What is shown, for the operator.</summary>
    public string Title
    {
        get => _title;
        set => _title = value;
    }

    /// <summary>What is waited for, or what is wrong at the moment; <see langword="null"/> where there is nothing to say.</summary>
    public string? Status
    {
        get => _status;
        set => _status = value;
    }

    /// <summary>Every step of every event, in order, and what was told meanwhile; ends when nothing more will happen.</summary>
    public ChannelReader<BoardChange> Changes => _changes.Reader;

    /// <summary>The runs, in the order in which they were added.</summary>
    public IReadOnlyList<BoardRun> Runs
    {
        get
        {
            lock (_gate)
                return [.. _runs];
        }
    }

    /// <summary>All events, by scheduled time, then scenario.</summary>
    public IReadOnlyList<EventProgress> Events
    {
        get
        {
            lock (_gate)
            {
                return [.. _events.Values
                    .OrderBy(progress => progress.Event.ScheduledTime)
                    .ThenBy(progress => progress.Run.Identity.Scenario)];
            }
        }
    }

    /// <summary>How many events there are.</summary>
    public int Count => Ask(tally => tally.Events);

    /// <summary>How far all of them are, on one line.</summary>
    public string Summary => Ask(tally => tally.Summary);

    /// <summary>How far each run's functions are, those with the most events first.</summary>
    public IReadOnlyList<FunctionProgress> Functions => Ask(tally => tally.Functions);

    /// <summary>A run has begun.</summary>
    /// <param name="events">Those of its plan that are known.</param>
    public void Add(BoardRun run, IEnumerable<PlannedEvent> events)
    {
        lock (_gate)
        {
            _runs.Add(run);
            foreach (var planned in events)
                Set(new(run, planned, EventStage.Planned, null));
        }
    }

    /// <summary>An event has got further. A redelivery does not take it back.</summary>
    public void Advance(BoardRun run, string eventId, EventStage stage, EventResult? result = null)
    {
        lock (_gate)
        {
            if (_events.GetValueOrDefault((run, eventId)) is { } before && before.Stage < stage)
                Set(before with { Stage = stage, Result = result });
        }
    }

    /// <summary>An event that nobody knew of has its line.</summary>
    /// <returns>Whether nobody did.</returns>
    public bool AddDone(BoardRun run, PlannedEvent planned, EventResult result)
    {
        lock (_gate)
        {
            var isNew = !_events.ContainsKey((run, planned.EventId));
            if (isNew)
                Set(new(run, planned, EventStage.Done, result));
            return isNew;
        }
    }

    /// <summary>Something to say where no table moves.</summary>
    public void Tell(string text) => _changes.Writer.TryWrite(new(null, text));

    /// <summary>Nothing more will happen.</summary>
    public void End() => _changes.Writer.TryComplete();

    private void Set(EventProgress progress)
    {
        var key = (progress.Run, progress.Event.EventId);
        _tally.Move(_events.GetValueOrDefault(key), progress);
        _events[key] = progress;
        _changes.Writer.TryWrite(new(progress, null));
    }

    private T Ask<T>(Func<BoardTally, T> question)
    {
        lock (_gate)
            return question(_tally);
    }
}
