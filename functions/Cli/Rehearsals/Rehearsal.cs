using Google.Cloud.Storage.V1;
using Loadgen.Cli.Rehearsals.Hosts;
using Loadgen.Cli.Rehearsals.Progress;
using Loadgen.Cli.Schedules;
using Loadgen.Clocks;

namespace Loadgen.Cli.Rehearsals;

/// <summary>
/// One trace hour from tick to log, on this machine: the functions in their real hosts, Pub/Sub and Cloud Storage embedded, and the trace's
/// clock under all of them.
/// </summary>
/// <param name="machine">The machine's clock.</param>
/// <param name="board">Where progress is told.</param>
internal sealed class Rehearsal(RehearsalOptions options, TimeProvider machine, RehearsalBoard board) : IAsyncDisposable
{
    private readonly RehearsalClock _clock = new(machine);
    private readonly List<RehearsedRun> _runs = [];
    private RehearsalFolder? _folder;
    private SampleFunctions? _samples;
    private LocalCloud? _cloud;

    /// <summary>Created when the first thing is written, so that a wrong argument leaves nothing behind.</summary>
    private RehearsalFolder Folder => _folder ??= RehearsalFolder.Create(options.Folder, machine.GetUtcNow());

    /// <summary>Rehearses the hour.</summary>
    /// <param name="stop">Ends it early; what was logged stays.</param>
    /// <exception cref="UsageException">Something that the operator gave is wrong; nothing was started.</exception>
    /// <exception cref="OperationCanceledException">It was ended before it began.</exception>
    public async Task<RehearsalResult> RunAsync(CancellationToken stop)
    {
        var experiments = await ReadExperimentsAsync(stop);
        var schedule = RehearsalSchedule.Of(
            options.Hour, options.Speed, [.. experiments.Select(experiment => experiment.Configuration)], machine);

        foreach (var experiment in experiments)
        {
            var run = new RehearsedRun(experiment, board, Surroundings);
            _runs.Add(run);
            await run.StartAsync(stop);
        }

        _cloud = await LocalCloud.StartAsync(_clock, Folder.Storage, stop);
        foreach (var run in _runs)
            await _cloud.EnsureBucketAsync(run.Experiment.Configuration.Log.Bucket!, stop);
        if (_samples is not null)
            await _cloud.AddSampleMediaAsync(stop);

        // Only now: at 60 times the speed, the hour would have begun long before everything listens.
        _clock.Begin(schedule);
        board.Begin(schedule, _clock);
        await _clock.DelayUntilAsync(schedule.Tick, stop);
        foreach (var run in _runs)
            run.Begin();

        var isInterrupted = !await WaitAsync(schedule, stop);
        var completed = _runs.Select(run => run.Completed.IsCompleted).ToList();
        // Before the logs are read: whatever is in flight is finished and stored first.
        await StopRunsAsync();
        var results = new List<RunResult>();
        foreach (var (run, isComplete) in _runs.Zip(completed))
        {
            results.Add(await RunResultReader.ReadAsync(
                _cloud, Folder.Storage, run.Experiment.Configuration.Log.Bucket!, run.Plan!, isComplete));
        }

        return new(schedule, Folder.Root, results, isInterrupted);
    }

    /// <summary>Stops everything.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopRunsAsync();
        if (_samples is not null)
            await _samples.DisposeAsync();
        if (_cloud is not null)
            await _cloud.DisposeAsync();
    }

    private async Task<IReadOnlyList<Experiment>> ReadExperimentsAsync(CancellationToken stop)
    {
        if (options.EnvFiles.Count > 0)
            return Experiment.Read(options);

        _samples = new(Surroundings);
        await _samples.StartAsync(stop);
        return SampleExperiments.Of(options, _samples.Addresses, _samples.Dispatcher);
    }

    /// <returns><see langword="false"/> where the operator ended it.</returns>
    private async Task<bool> WaitAsync(RehearsalSchedule schedule, CancellationToken stop)
    {
        var latest = _runs.Max(run => schedule.GiveUpAfter(run.Plan!.Events[^1]));
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var giveUp = _clock.DelayUntilAsync(latest, enough.Token);
        await Task.WhenAny(Task.WhenAll(_runs.Select(run => run.Completed)), giveUp);
        var isInterrupted = stop.IsCancellationRequested;
        await enough.CancelAsync();
        return !isInterrupted;
    }

    private async Task StopRunsAsync() => await Task.WhenAll(_runs.Select(run => run.DisposeAsync().AsTask()));

    private HostSurroundings Surroundings => new(_clock, CreateStorageClient, OpenLog);

    private StorageClient CreateStorageClient() =>
        _cloud?.CreateClient() ?? throw new InvalidOperationException("A function asked for Cloud Storage before the hour began.");

    private HostLog OpenLog(string name, LogReader? read) => new(Path.Combine(Folder.Logs, $"{name}.log"), machine, read);
}
