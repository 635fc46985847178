using Loadgen.Configuration;
using Loadgen.Emulation.PubSub;
using Loadgen.Simulation.Cloud;
using Loadgen.Simulation.Evidence;
using Loadgen.Simulation.Instances;
using Loadgen.Simulation.Kernel;
using Loadgen.Telemetry;
using Loadgen.Trace;

namespace Loadgen.Simulation.Hours;

/// <summary>
/// One hour of an experiment: the real planner and invoker on virtual time, in a cloud that does everything it is allowed to do.
/// </summary>
public sealed class SimulatedHour : IDisposable
{
    /// <summary>What a run may take in all: the hour, a late tick, and everything that is retried.</summary>
    private static readonly TimeSpan LongestHistory = TimeSpan.FromHours(16);

    /// <summary>Steps before an hour counts as one that goes round in circles. A busy small one takes some ten thousand.</summary>
    private const long MostSteps = 200_000;

    private const long StepsOfEvent = 2_000;

    /// <summary>Of hours with more events a report tells neither each push nor the log, and claims are not kept to the end.</summary>
    private const int MostEventsToTell = 20_000;

    /// <summary>How much later the second of two deliveries may come.</summary>
    private static readonly TimeSpan DuplicateWithin = TimeSpan.FromSeconds(30);

    internal static readonly TraceHour Hour = TraceHour.Containing(new DateTimeOffset(2026, 1, 20, 13, 0, 0, TimeSpan.Zero));

    internal static readonly DateTimeOffset TickTime = Hour.Start.AddMinutes(-1);

    private readonly HourSettings _settings;
    private readonly FaultProfile _faults;
    private readonly Random _random;
    private readonly VirtualWorld _world;
    private readonly History _history;
    private readonly Timeline _timeline;
    private readonly Network _network;
    private readonly SimulatedStore _store;
    private readonly PubSubBroker _broker;
    private readonly Oracle _oracle;
    private readonly IReadOnlyList<PlannedEvent> _events;
    private readonly SimulatedFunction _planner;
    private readonly SimulatedFunction _invoker;
    private readonly Troubles _troubles;
    private readonly Spans _spans;
    private readonly Metrics _metrics = new();
    private readonly List<AnsweredPush> _pushes = [];
    private PushSubscription? _ticks;

    private SimulatedHour(HourSettings settings, Mutant mutant, bool withTimeline)
    {
        var configuration = ConfigurationReader.Read(name => settings.Variables.GetValueOrDefault(name), ConfigurationRole.Local);
        _settings = settings;
        _faults = settings.FaultProfile;
        _random = new Random(settings.Seed);
        _events = settings.Workload.Expand(configuration.ExperimentId, Hour, configuration.JitterSeconds);
        _world = new VirtualWorld(TickTime, _random, MostSteps + (StepsOfEvent * _events.Count));
        _spans = new Spans(_world.Clock);
        _history = new History(_world.Clock, _events);
        _timeline = new Timeline(_world.Clock, withTimeline);
        _network = new Network(_world, _random);
        _store = new SimulatedStore(_network, _world.Clock, _random, _faults, _timeline, _history);
        _oracle = new Oracle(configuration, _faults, _store, _history);
        _broker = new PubSubBroker(_world.Clock, _random, PushAsync);
        var source = new SimulatedWorkload(settings.Workload, _world.Clock, TickTime + _faults.WorkloadOutage);
        var targets = new SimulatedTargets(_network, _world.Clock, _random, _faults, configuration.Timeout, _timeline, _history);
        var publisher = new SimulatedPublisher(_broker, _network, _random, _faults, _history);
        _planner = NewFunction("planner", 1, (parts, _) => parts.Planner());
        _invoker = NewFunction("invoker", _faults.Instances, (parts, stopping) => parts.Invoker(stopping));

        _troubles = new(_broker, _planner, _invoker, _events, configuration.Planner!.Lead, _faults, _random, _world.Clock, _history);
        if (!IsBig)
            _history.PushAnswered = push => _pushes.Add(new(push.Life.Function, push.From, push.To!.Value, push.Status!.Value));
        else
            _history.Dossiers.Closed = _store.LetGo;

        SimulatedFunction NewFunction(string name, int size, Func<FunctionParts, CancellationToken, PushHandling> start) => new(
            _world,
            name,
            stopping => start(
                new(
                    configuration,
                    source,
                    _world.Clock,
                    _store,
                    targets,
                    publisher,
                    Topics.Ticks,
                    settings.MostInOneObject,
                    _random,
                    _spans,
                    _metrics,
                    mutant),
                stopping),
            size,
            _random,
            _faults,
            _timeline,
            _history);
    }

    private bool IsBig => _events.Count > MostEventsToTell;

    /// <summary>Simulates an hour and checks it.</summary>
    /// <param name="withTimeline">Whether the report tells what happened.</param>
    public static HourReport Run(HourSettings settings, bool withTimeline = false) => Run(settings, Mutant.None, withTimeline);

    /// <summary>Simulates an hour with something broken, to see whether that is noticed.</summary>
    internal static HourReport Run(HourSettings settings, Mutant mutant, bool withTimeline = false)
    {
        using var hour = new SimulatedHour(settings, mutant, withTimeline);
        try
        {
            return hour._world.Run(hour.RunAsync);
        }
        catch (WorldStuckException e)
        {
            hour._history.Report($"promise 1: the hour never ends: {e.Message}");
            return hour.Report();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _spans.Dispose();
        _metrics.Dispose();
    }

    private async Task<HourReport> RunAsync()
    {
        Deploy();
        Publish("first");
        if (_faults.SecondTick)
            _ = TickAgainAsync();
        _troubles.Begin();

        var isDrained = await DrainAsync();
        _oracle.Judge(_settings.Workload, isDrained);
        var report = Report();
        await _broker.DisposeAsync();
        return report;
    }

    private HourReport Report() => new(
        _settings,
        _history.Problems,
        _history.Calls,
        _oracle.Outcomes,
        IsBig ? "" : _store.TextOf(_oracle.LogObject),
        _timeline.Lines,
        _pushes,
        _store.Requests,
        _history.Faults);

    private void Deploy()
    {
        _broker.CreateTopic(Topics.Ticks);
        _broker.CreateTopic(Topics.Events);
        _broker.CreateTopic(Topics.DeadLetters);
        _ticks = Subscribe("ticks", Topics.Ticks, longestBackoff: TimeSpan.FromSeconds(8));
        Subscribe("events", Topics.Events, longestBackoff: TimeSpan.FromSeconds(60)).Disturbance =
            new(_faults.Duplicates, DuplicateWithin, _faults.DeliveryDelay);
        _broker.Observe(_history.Observe);
        _broker.CreateSubscription("projects/simulated/subscriptions/dead-letters", Topics.DeadLetters, new SubscriptionOptions());
    }

    private PushSubscription Subscribe(string name, string topic, TimeSpan longestBackoff) => (PushSubscription)_broker.CreateSubscription(
        $"projects/simulated/subscriptions/{name}",
        topic,
        new SubscriptionOptions
        {
            PushEndpoint = new Uri($"https://{name}.test/"),
            AckDeadline = TimeSpan.FromSeconds(600),
            Retry = new RetryPolicy(TimeSpan.FromSeconds(1), longestBackoff),
            DeadLetter = new DeadLetterPolicy(Topics.DeadLetters, MaxDeliveryAttempts: 100),
            Window = _faults.SlowStart ? PushWindow.SlowStart : PushWindow.Generous,
        });

    private void Publish(string which)
    {
        _timeline.Add("scheduler", $"{which} tick");
        var disturbance = new DeliveryDisturbance(_faults.Duplicates, DuplicateWithin);
        _ticks!.Disturbance = disturbance with { DelayUpTo = _faults.TickDelay };
        _broker.Publish(Topics.Ticks, [new OutgoingMessage("{}"u8.ToArray())]);
        _ticks.Disturbance = disturbance; // An outage delays ticks, not the continuations that come after it.
    }

    private async Task TickAgainAsync()
    {
        await Task.Delay(TimeSpan.FromSeconds(_random.Next(20)), _world.Clock);
        Publish("second");
    }

    private async Task<int> PushAsync(PushRequest push, CancellationToken hungUp)
    {
        await _network.TravelAsync(TimeSpan.FromMilliseconds(50));
        if (push.Endpoint.Host == "ticks.test")
            return await _planner.PushAsync(push, dossier: null, hungUp);

        var eventId = push.Message.Attributes.GetValueOrDefault("event_id");
        if (eventId is not null)
            _troubles.Saw(push.Message);
        return await _invoker.PushAsync(push, eventId is null ? null : _history.Dossiers.Of(eventId), hungUp);
    }

    private async Task<bool> DrainAsync()
    {
        var end = _world.Clock.GetUtcNow() + LongestHistory;
        while (_world.Clock.GetUtcNow() < end)
        {
            await Task.Delay(TimeSpan.FromMinutes(2), _world.Clock);
            var late = _world.Clock.GetUtcNow() > TickTime.AddMinutes(62) + _faults.TickDelay;
            if (late && _broker.Subscriptions.OfType<PushSubscription>().All(subscription => subscription.Statistics.Outstanding == 0))
                return true;
        }

        return false;
    }
}
