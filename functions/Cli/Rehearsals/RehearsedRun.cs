using Google.Cloud.PubSub.V1;
using Loadgen.Cli.Rehearsals.Hosts;
using Loadgen.Cli.Rehearsals.Progress;
using Loadgen.Invoker;
using Loadgen.Logs;
using Loadgen.Messages;
using Loadgen.Planner;
using Loadgen.Planning;
using Loadgen.Records;
using Loadgen.Workloads;
using Microsoft.Extensions.DependencyInjection;

namespace Loadgen.Cli.Rehearsals;

/// <summary>One experiment's run: a planner, an invoker, and the Pub/Sub between them.</summary>
/// <param name="board">Where progress is told.</param>
internal sealed class RehearsedRun(Experiment experiment, RehearsalBoard board, HostSurroundings surroundings) : IAsyncDisposable
{
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private FunctionHost? _planner;
    private FunctionHost? _invoker;
    private LocalPubSub? _pubSub;

    public Experiment Experiment => experiment;

    /// <summary>Done when the run's complete line is stored.</summary>
    public Task Completed => _complete.Task;

    /// <summary>The run as it must have been planned; <see langword="null"/> before the tick.</summary>
    public HourPlan? Plan { get; private set; }

    /// <summary>Starts the functions. They wait for <see cref="Begin"/>.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var variables = experiment.Variables.ToDictionary();
        _planner = await FunctionHost.StartAsync<PlannerFunction>(new PlannerStartup(), Overrides("planner"), variables, cancellationToken);
        _invoker = await FunctionHost.StartAsync<InvokerFunction>(new InvokerStartup(), Overrides("invoker"), variables, cancellationToken);
    }

    /// <summary>Publishes the tick.</summary>
    public void Begin()
    {
        var configuration = experiment.Configuration;
        _pubSub = new(
            surroundings.Clock,
            configuration.Planner!.EventsTopic,
            _planner!.Address,
            _invoker!.Address,
            eventId => board.Advance(configuration.Scenario, eventId, EventStage.Held));

        var tick = _pubSub.PublishTick();
        Plan = HourPlan.Of(
            configuration with { TraceHour = null },
            BuiltInWorkload.Of(configuration.Workload),
            Tick.Read(tick.Data),
            tick.PublishTime);
        board.Plan(Plan);
    }

    /// <summary>Stops the functions, which nack what they hold and finish the calls in flight; then ends deliveries.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_planner is not null)
            await _planner.DisposeAsync();
        if (_invoker is not null)
            await _invoker.DisposeAsync();
        if (_pubSub is not null)
            await _pubSub.DisposeAsync();
    }

    private HostOverrides Overrides(string function)
    {
        var configuration = experiment.Configuration;
        var log = surroundings.OpenLog($"{configuration.ExperimentId}-{configuration.Scenario}-{function}", Follow);
        return new(surroundings, log, services => services
            .AddSingleton<PublisherServiceApiClient>(_ => _pubSub!.Publisher)
            .AddSingleton<LineOutput>(line =>
            {
                log.Write(line.ToString());
                Follow(line);
            }));
    }

    /// <summary>A call begins: the core logs it at the moment of sending.</summary>
    private void Follow(string? logged, IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        if (logged is "sending" && values.FirstOrDefault(value => value.Key is "EventId").Value is string eventId)
            board.Advance(experiment.Configuration.Scenario, eventId, EventStage.Calling);
    }

    private void Follow(LogLine line)
    {
        if (EventResult.Read(line) is { } result)
            board.Advance(experiment.Configuration.Scenario, result.EventId, EventStage.Done, result);
        else if (line.Key == LineKey.Complete)
            _complete.TrySetResult();
    }
}
