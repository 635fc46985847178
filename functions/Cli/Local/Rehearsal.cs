using Loadgen.Cli.Local.Hosting.InProcess;
using Loadgen.Cli.Local.Progress;
using Loadgen.Cli.Local.Traces;
using Loadgen.Cli.Schedules;
using Loadgen.Clocks;
using Loadgen.Runs;

namespace Loadgen.Cli.Local;

/// <summary>One trace hour from tick to log, by a local cloud in this process, on a clock that leaps over the waiting.</summary>
internal sealed class Rehearsal : IAsyncDisposable
{
    private readonly RehearsalOptions _options;
    private readonly TimeProvider _machine;
    private readonly RehearsalBoard _board;
    private readonly InProcessHosting _hosting;
    private readonly LocalCloud _cloud;

    /// <summary>Starts nothing yet.</summary>
    /// <param name="machine">The machine's clock.</param>
    /// <param name="board">Where progress is told.</param>
    /// <param name="recorder">Gets the functions' spans; <see langword="null"/>: there are none.</param>
    /// <exception cref="UsageException">Two experiments are the same, or would share their resources.</exception>
    public Rehearsal(RehearsalOptions options, TimeProvider machine, RehearsalBoard board, TraceRecorder? recorder)
    {
        _options = options;
        _machine = machine;
        _board = board;
        _hosting = new(machine, options.Minutes, recorder);
        _cloud = new(options, _hosting, new LocalStorage(other: null, machine), board, machine);
    }

    /// <summary>Rehearses the hour.</summary>
    /// <param name="stop">Ends it early; what was logged stays.</param>
    /// <exception cref="UsageException">Something that the operator gave is wrong; nothing was started.</exception>
    /// <exception cref="OperationCanceledException">It was ended before it began.</exception>
    public async Task<RehearsalResult> RunAsync(CancellationToken stop)
    {
        var configurations = _options.Experiments.Select(experiment => experiment.Configuration).ToList();
        var schedule = RehearsalSchedule.Of(_options.Hour, _options.IsRealTime, configurations, _machine);
        await _cloud.StartAsync(stop);
        if (_options.IsRealTime)
            await _machine.DelayUntilAsync(schedule.Tick, stop);
        else
            _hosting.Clock.Show(schedule.Tick);
        var runs = _cloud.Scenarios.Select(scenario => RehearsedRun.Begin(scenario, _hosting, _options.Minutes)).ToList();
        _board.Begin(schedule.Hour, _hosting.Clock, [.. runs.Select(run => run.Plan)]);
        if (!_options.IsRealTime)
            _hosting.Clock.Leap();

        var isInterrupted = !await WaitAsync(schedule, runs, stop);
        var completed = runs.Select(run => _board.IsComplete(RunIdentity.Of(run.Plan.Run))).ToList();
        // Before the logs are read: whatever is in flight is finished and stored first.
        await _hosting.StopFunctionsAsync();
        var results = new List<RunResult>();
        foreach (var (run, isComplete) in runs.Zip(completed))
            results.Add(await RunResultReader.ReadAsync(_cloud, run, isComplete));
        return new(schedule.Hour, ClockKind.Of(_hosting.Clock), _cloud.Folder.Root, results, isInterrupted);
    }

    /// <summary>Stops everything.</summary>
    public ValueTask DisposeAsync() => _cloud.DisposeAsync();

    /// <returns><see langword="false"/> where the operator ended it.</returns>
    private async Task<bool> WaitAsync(RehearsalSchedule schedule, IReadOnlyList<RehearsedRun> runs, CancellationToken stop)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var latest = runs.Max(run => schedule.GiveUpAfter(run.Plan, run.Scenario.Configuration));
        var giveUp = _hosting.Clock.DelayUntilAsync(latest, enough.Token);
        await Task.WhenAny(_board.AllComplete, giveUp);
        var isInterrupted = stop.IsCancellationRequested;
        await enough.CancelAsync();
        return !isInterrupted;
    }
}
