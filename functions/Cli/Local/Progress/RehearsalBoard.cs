using Loadgen.Cli.Output;
using Loadgen.Cli.Schedules;
using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Planning;
using Loadgen.Records;
using Loadgen.Runs;
using Loadgen.Trace;

namespace Loadgen.Cli.Local.Progress;

/// <summary>Puts on a board what the functions of a rehearsal do.</summary>
internal sealed class RehearsalBoard : IRunFollower
{
    // Both are set once, whole: the functions tell of what they do while the hour is about to begin.
    private volatile Dictionary<(string Experiment, Scenario Scenario), BoardRun> _runs = [];
    private volatile Dictionary<RunIdentity, TaskCompletionSource> _complete = [];

    /// <summary>The board.</summary>
    public EventBoard Board { get; } = new(clock: null) { Status = "Starting the functions …" };

    /// <summary>Done when each run's complete line is stored.</summary>
    public Task AllComplete => Task.WhenAll(_complete.Values.Select(complete => complete.Task));

    /// <summary>The hour begins, with these runs.</summary>
    public void Begin(TraceHour hour, TimeProvider clock, IReadOnlyList<HourPlan> plans)
    {
        var runs = plans.Select(plan => new BoardRun(RunIdentity.Of(plan.Run), clock)).ToList();
        _complete = runs.ToDictionary(
            run => run.Identity, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        _runs = runs.ToDictionary(run => (run.Identity.ExperimentId, run.Identity.Scenario));
        var length = RehearsalLength.Text([.. plans.SelectMany(plan => plan.Events)], ClockKind.Of(clock), clock.GetUtcNow());
        Board.Title = PlannedWorkload.Of(plans) is { Length: > 0 } workload ? $"{workload}; {length}" : length;
        Board.Status = null;
        Board.Tell($"tick published for {hour}; {Board.Title}");
        foreach (var (run, plan) in runs.Zip(plans))
            Board.Add(run, plan.Events);
    }

    /// <summary>Whether a run's complete line is stored.</summary>
    public bool IsComplete(RunIdentity run) => _complete[run].Task.IsCompleted;

    /// <inheritdoc/>
    public void Calling(DeployedScenario scenario, string eventId) => Advance(scenario, eventId, EventStage.Calling);

    /// <inheritdoc/>
    public void Wrote(DeployedScenario scenario, ReadOnlyMemory<byte> line)
    {
        if (EventResult.Read(line) is { } result)
            Advance(scenario, result.EventId, EventStage.Done, result);
        else if (RunLogReader.Read(line).Entries is [CompleteEntry complete] && _complete.TryGetValue(complete.Run, out var run))
            run.TrySetResult();
    }

    private void Advance(DeployedScenario scenario, string eventId, EventStage stage, EventResult? result = null)
    {
        if (_runs.GetValueOrDefault((scenario.Configuration.ExperimentId, scenario.Configuration.Scenario)) is { } run)
            Board.Advance(run, eventId, stage, result);
    }
}
