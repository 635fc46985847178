using System.Threading.Channels;
using Loadgen.Cli.Schedules;
using Loadgen.Configuration;
using Loadgen.Planning;

namespace Loadgen.Cli.Rehearsals.Progress;

/// <summary>How far a rehearsal is: written by the runs, from any thread; read by a view.</summary>
internal sealed class RehearsalBoard
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(Scenario Scenario, string EventId), EventProgress> _events = [];
    private readonly Channel<EventProgress> _changes = Channel.CreateUnbounded<EventProgress>(new() { SingleReader = true });

    /// <summary>The clock of the trace; <see langword="null"/> until it runs.</summary>
    public TimeProvider? Clock { get; private set; }

    /// <summary><see langword="null"/> until the clock runs.</summary>
    public RehearsalSchedule? Schedule { get; private set; }

    /// <summary>Every step of every event, in order; ends when the rehearsal does.</summary>
    public ChannelReader<EventProgress> Changes => _changes.Reader;

    /// <summary>All events, by scheduled time, then scenario.</summary>
    public IReadOnlyList<EventProgress> Events
    {
        get
        {
            lock (_gate)
                return [.. _events.Values.OrderBy(progress => progress.Event.ScheduledTime).ThenBy(progress => progress.Scenario)];
        }
    }

    /// <summary>The clock runs.</summary>
    public void Begin(RehearsalSchedule schedule, TimeProvider clock)
    {
        lock (_gate)
            (Schedule, Clock) = (schedule, clock);
    }

    /// <summary>A run has this plan.</summary>
    public void Plan(HourPlan plan)
    {
        foreach (var planned in plan.Events)
            Set(new(plan.Run.Scenario, planned, EventStage.Planned, null));
    }

    /// <summary>An event has got further. A redelivery does not take it back.</summary>
    public void Advance(Scenario scenario, string eventId, EventStage stage, EventResult? result = null)
    {
        EventProgress? before;
        lock (_gate)
            before = _events.GetValueOrDefault((scenario, eventId));
        if (before is not null && before.Stage < stage)
            Set(before with { Stage = stage, Result = result });
    }

    /// <summary>Nothing more will happen.</summary>
    public void End() => _changes.Writer.TryComplete();

    private void Set(EventProgress progress)
    {
        lock (_gate)
        {
            _events[(progress.Scenario, progress.Event.EventId)] = progress;
            _changes.Writer.TryWrite(progress);
        }
    }
}
