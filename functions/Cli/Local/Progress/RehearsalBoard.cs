using System.Threading.Channels;
using Loadgen.Cli.Output;
using Loadgen.Cli.Schedules;
using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Planning;
using Loadgen.Records;
using Loadgen.Runs;
using Loadgen.Trace;

namespace Loadgen.Cli.Local.Progress;

/// <summary>How far a rehearsal is: written by the runs, from any thread; read by a view.</summary>
internal sealed class RehearsalBoard : IRunFollower
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(Scenario Scenario, string EventId), EventProgress> _events = [];
    private readonly BoardTally _tally = new();
    private readonly Dictionary<RunIdentity, TaskCompletionSource> _runs = [];
    private readonly Channel<EventProgress> _changes = Channel.CreateUnbounded<EventProgress>(new() { SingleReader = true });

    /// <summary>The clock of the trace; <see langword="null"/> until the hour begins.</summary>
    public TimeProvider? Clock { get; private set; }

    /// <summary><see langword="null"/> until the hour begins.</summary>
    public TraceHour? Hour { get; private set; }

    /// <summary>What is rehearsed, and how long it will take, for the operator; empty until the hour begins.</summary>
    public string Length { get; private set; } = "";

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

    /// <summary>How many events there are.</summary>
    public int Count => Ask(tally => tally.Events);

    /// <summary>How far all of them are, on one line.</summary>
    public string Summary => Ask(tally => tally.Summary);

    /// <summary>How far each scenario's functions are, those with the most events first.</summary>
    public IReadOnlyList<FunctionProgress> Functions => Ask(tally => tally.Functions);

    /// <summary>Done when each run's complete line is stored.</summary>
    public Task AllComplete => Task.WhenAll(_runs.Values.Select(complete => complete.Task));

    /// <summary>The hour begins, with these runs.</summary>
    public void Begin(TraceHour hour, TimeProvider clock, IReadOnlyList<HourPlan> plans)
    {
        lock (_gate)
        {
            foreach (var plan in plans)
                _runs[RunIdentity.Of(plan.Run)] = new(TaskCreationOptions.RunContinuationsAsynchronously);
            (Hour, Clock) = (hour, clock);
            var length = RehearsalLength.Text([.. plans.SelectMany(plan => plan.Events)], ClockKind.Of(clock), clock.GetUtcNow());
            Length = PlannedWorkload.Of(plans) is { Length: > 0 } workload ? $"{workload}; {length}" : length;
        }

        foreach (var plan in plans)
        {
            foreach (var planned in plan.Events)
                Set(new(plan.Run.Scenario, planned, EventStage.Planned, null));
        }
    }

    /// <summary>Whether a run's complete line is stored.</summary>
    public bool IsComplete(RunIdentity run) => _runs[run].Task.IsCompleted;

    /// <inheritdoc/>
    public void Calling(DeployedScenario scenario, string eventId) =>
        Advance(scenario.Configuration.Scenario, eventId, EventStage.Calling);

    /// <inheritdoc/>
    public void Wrote(DeployedScenario scenario, ReadOnlyMemory<byte> line)
    {
        if (EventResult.Read(line) is { } result)
            Advance(scenario.Configuration.Scenario, result.EventId, EventStage.Done, result);
        else if (RunLogReader.Read(line).Entries is [CompleteEntry complete] && _runs.TryGetValue(complete.Run, out var run))
            run.TrySetResult();
    }

    /// <summary>Nothing more will happen.</summary>
    public void End() => _changes.Writer.TryComplete();

    /// <summary>An event has got further. A redelivery does not take it back.</summary>
    private void Advance(Scenario scenario, string eventId, EventStage stage, EventResult? result = null)
    {
        lock (_gate)
        {
            if (_events.GetValueOrDefault((scenario, eventId)) is { } before && before.Stage < stage)
                Set(before with { Stage = stage, Result = result });
        }
    }

    private void Set(EventProgress progress)
    {
        lock (_gate)
        {
            var key = (progress.Scenario, progress.Event.EventId);
            _tally.Move(_events.GetValueOrDefault(key), progress);
            _events[key] = progress;
            _changes.Writer.TryWrite(progress);
        }
    }

    private T Ask<T>(Func<BoardTally, T> question)
    {
        lock (_gate)
            return question(_tally);
    }
}
