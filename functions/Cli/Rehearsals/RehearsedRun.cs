using Google.Cloud.PubSub.V1;
using Google.Cloud.Storage.V1;
using Loadgen.Cli.Rehearsals.Hosts;
using Loadgen.Cli.Rehearsals.Progress;
using Loadgen.Invoker;
using Loadgen.Logs;
using Loadgen.Messages;
using Loadgen.Planner;
using Loadgen.Planning;
using Loadgen.Records;
using Loadgen.Trace;
using Microsoft.Extensions.DependencyInjection;

namespace Loadgen.Cli.Rehearsals;

/// <summary>One experiment's run: a planner, an invoker, and the Pub/Sub between them.</summary>
internal sealed class RehearsedRun : IAsyncDisposable
{
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RehearsalBoard _board;
    private readonly List<HostLog> _logs = [];
    private FunctionHost? _planner;
    private FunctionHost? _invoker;
    private LocalPubSub? _pubSub;

    private RehearsedRun(Experiment experiment, RehearsalBoard board)
    {
        Experiment = experiment;
        _board = board;
    }

    /// <summary>The experiment.</summary>
    public Experiment Experiment { get; }

    /// <summary>Done when the run's complete line is stored.</summary>
    public Task Completed => _complete.Task;

    /// <summary>The run as it must have been planned; <see langword="null"/> before the tick.</summary>
    public HourPlan? Plan { get; private set; }

    /// <summary>Starts the functions. They wait for <see cref="Begin"/>.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="board">Where progress is told.</param>
    /// <param name="surroundings">What the functions are given in place of the cloud.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static async Task<RehearsedRun> StartAsync(
        Experiment experiment, RehearsalBoard board, HostSurroundings surroundings, CancellationToken cancellationToken)
    {
        var run = new RehearsedRun(experiment, board);
        try
        {
            await run.StartFunctionsAsync(surroundings, cancellationToken);
            return run;
        }
        catch
        {
            await run.DisposeAsync();
            throw;
        }
    }

    /// <summary>Publishes the tick.</summary>
    public void Begin(LocalCloud cloud)
    {
        var configuration = Experiment.Configuration;
        _pubSub = LocalPubSub.Create(
            cloud.Clock,
            configuration.Planner!.EventsTopic,
            _planner!.Address,
            _invoker!.Address,
            eventId => _board.Advance(configuration.Scenario, eventId, EventStage.Held));

        var tick = _pubSub.PublishTick();
        Plan = HourPlan.Of(
            configuration with { TraceHour = null },
            TraceFunction.DefaultMix,
            new TickDelivery(Tick.Read(tick.Data), tick.MessageId, tick.PublishTime));
        _board.Plan(Plan);
    }

    /// <summary>Ends deliveries, then the functions: what is held goes back, calls in flight are finished.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_planner is not null)
            await _planner.DisposeAsync();
        if (_invoker is not null)
            await _invoker.DisposeAsync();
        if (_pubSub is not null)
            await _pubSub.DisposeAsync();
        foreach (var log in _logs)
            log.Dispose();
    }

    private async Task StartFunctionsAsync(HostSurroundings surroundings, CancellationToken cancellationToken)
    {
        var variables = Experiment.Variables.ToDictionary();
        _planner = await FunctionHost.StartAsync<PlannerFunction>(
            new PlannerStartup(), Overrides("planner", surroundings), variables, cancellationToken);
        _invoker = await FunctionHost.StartAsync<InvokerFunction>(
            new InvokerStartup(), Overrides("invoker", surroundings), variables, cancellationToken);
    }

    private HostOverrides Overrides(string function, HostSurroundings surroundings)
    {
        var configuration = Experiment.Configuration;
        var log = surroundings.OpenLog($"{configuration.ExperimentId}-{configuration.Scenario}-{function}", Follow);
        _logs.Add(log);
        return new(
            services => services
                .AddSingleton(surroundings.Clock)
                .AddSingleton<StorageClient>(_ => surroundings.CreateStorageClient())
                .AddSingleton<PublisherServiceApiClient>(_ => _pubSub!.Publisher)
                .AddSingleton<LineOutput>(line =>
                {
                    log.Write(line.ToString());
                    Follow(line);
                }),
            log);
    }

    /// <summary>A call begins: the core logs it at the moment of sending.</summary>
    private void Follow(string? logged, IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        if (logged is "sending" && values.FirstOrDefault(value => value.Key is "EventId").Value is string eventId)
            _board.Advance(Experiment.Configuration.Scenario, eventId, EventStage.Calling);
    }

    private void Follow(LogLine line)
    {
        if (EventResult.Read(line) is { } result)
            _board.Advance(Experiment.Configuration.Scenario, result.EventId, EventStage.Done, result);
        else if (line.Key == LineKey.Complete)
            _complete.TrySetResult();
    }
}
