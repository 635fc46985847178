using Loadgen.Configuration;
using Loadgen.Emulation.PubSub;
using Loadgen.Messages;
using Loadgen.Simulation.Cloud;
using Loadgen.Simulation.Evidence;
using Loadgen.Simulation.Instances;
using Loadgen.Simulation.Kernel;
using Loadgen.Trace;

namespace Loadgen.Simulation.Hours;

/// <summary>
/// One hour of an experiment: the real planner and invoker on virtual time, in a cloud that does everything it is allowed to do.
/// </summary>
public sealed class SimulatedHour
{
    internal const string TicksTopic = "projects/simulated/topics/ticks";
    private const string DeadLetterTopic = "projects/simulated/topics/dead-letters";

    /// <summary>What a run may take in all: the hour, a late tick, and everything that is retried.</summary>
    private static readonly TimeSpan LongestHistory = TimeSpan.FromHours(16);

    /// <summary>How much later the second of two deliveries may come.</summary>
    private static readonly TimeSpan DuplicateWithin = TimeSpan.FromSeconds(30);

    internal static readonly TraceHour Hour = TraceHour.Containing(new DateTimeOffset(2026, 1, 20, 13, 0, 0, TimeSpan.Zero));

    internal static readonly DateTimeOffset TickTime = Hour.Start.AddMinutes(-1);

    private readonly HourSettings _settings;
    private readonly FaultProfile _faults;
    private readonly Random _random;
    private readonly LoadgenConfiguration _configuration;
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
    private PushSubscription? _ticks;

    private SimulatedHour(HourSettings settings, Mutant mutant, bool withTimeline)
    {
        var configuration = ConfigurationReader.Read(name => settings.Variables.GetValueOrDefault(name), ConfigurationRole.Local);
        _settings = settings;
        _configuration = configuration;
        _faults = settings.FaultProfile;
        _random = new Random(settings.Seed);
        _world = new VirtualWorld(TickTime, _random);
        _history = new History(_world.Clock);
        _timeline = new Timeline(_world.Clock, withTimeline);
        _network = new Network(_world, _random);
        _store = new SimulatedStore(_network, _world.Clock, _random, _faults, _timeline, _history);
        _events = settings.Workload.Expand(configuration.ExperimentId, Hour, configuration.JitterSeconds);
        _oracle = new Oracle(configuration, _faults, _store, _history);
        _broker = new PubSubBroker(_world.Clock, _random, PushAsync);
        var source = new SimulatedWorkload(settings.Workload, _world.Clock, TickTime + _faults.WorkloadOutage);
        var targets = new SimulatedTargets(_network, _world.Clock, _random, _faults, configuration.Timeout, _timeline, _history);
        var publisher = new SimulatedPublisher(_broker, _network, _random, _faults, _history);
        _planner = NewFunction("planner", 1, (parts, _) => parts.Planner());
        _invoker = NewFunction("invoker", _faults.Instances, (parts, stopping) => parts.Invoker(stopping));

        SimulatedFunction NewFunction(string name, int size, Func<FunctionParts, CancellationToken, PushHandling> start) => new(
            _world,
            name,
            stopping => start(
                new(configuration, source, _world.Clock, _store, targets, publisher, TicksTopic, _random, mutant), stopping),
            size,
            _random,
            _faults,
            _timeline,
            _history);
    }

    /// <summary>Simulates an hour and checks it.</summary>
    /// <param name="withTimeline">Whether the report tells what happened.</param>
    public static HourReport Run(HourSettings settings, bool withTimeline = false) => Run(settings, Mutant.None, withTimeline);

    /// <summary>Simulates an hour with something broken, to see whether that is noticed.</summary>
    internal static HourReport Run(HourSettings settings, Mutant mutant, bool withTimeline = false)
    {
        var hour = new SimulatedHour(settings, mutant, withTimeline);
        try
        {
            return hour._world.Run(hour.RunAsync);
        }
        catch (WorldStuckException e)
        {
            return hour.Report([$"promise 1: the hour never ends: {e.Message}"]);
        }
    }

    private async Task<HourReport> RunAsync()
    {
        Deploy();
        Publish("first");
        if (_faults.SecondTick)
            _ = TickAgainAsync();
        new Troubles(_broker, _planner, _invoker, _events, _configuration.Planner!.Lead, _faults, _random, _world.Clock, _history).Begin();

        var isDrained = await DrainAsync();
        var report = Report(_oracle.Judge(_settings.Workload, isDrained));
        await _broker.DisposeAsync();
        return report;
    }

    private HourReport Report(IReadOnlyList<string> problems) => new(
        _settings,
        problems,
        _history.Calls.Count,
        _oracle.Outcomes,
        _store.TextOf(_oracle.LogObject),
        _timeline.Lines,
        [.. _history.Pushes.Where(push => push.To is not null)
            .Select(push => new AnsweredPush(push.Life.Function, push.From, push.To!.Value, push.Status!.Value))],
        _store.Requests,
        _history.Faults);

    private void Deploy()
    {
        _broker.CreateTopic(TicksTopic);
        _broker.CreateTopic(SimulatedPublisher.EventsTopic);
        _broker.CreateTopic(DeadLetterTopic);
        _ticks = Subscribe("ticks", TicksTopic, longestBackoff: TimeSpan.FromSeconds(8));
        Subscribe("events", SimulatedPublisher.EventsTopic, longestBackoff: TimeSpan.FromSeconds(60)).Disturbance =
            new(_faults.Duplicates, DuplicateWithin, _faults.DeliveryDelay);
        _broker.Observe(_history.Deliveries.Add);
        _broker.CreateSubscription("projects/simulated/subscriptions/dead-letters", DeadLetterTopic, new SubscriptionOptions());
    }

    private PushSubscription Subscribe(string name, string topic, TimeSpan longestBackoff) => (PushSubscription)_broker.CreateSubscription(
        $"projects/simulated/subscriptions/{name}",
        topic,
        new SubscriptionOptions
        {
            PushEndpoint = new Uri($"https://{name}.test/"),
            AckDeadline = TimeSpan.FromSeconds(600),
            Retry = new RetryPolicy(TimeSpan.FromSeconds(1), longestBackoff),
            DeadLetter = new DeadLetterPolicy(DeadLetterTopic, MaxDeliveryAttempts: 100),
            Window = _faults.SlowStart ? PushWindow.SlowStart : PushWindow.Generous,
        });

    private void Publish(string which)
    {
        _timeline.Add("scheduler", $"{which} tick");
        var disturbance = new DeliveryDisturbance(_faults.Duplicates, DuplicateWithin);
        _ticks!.Disturbance = disturbance with { DelayUpTo = _faults.TickDelay };
        _broker.Publish(TicksTopic, [new OutgoingMessage("{}"u8.ToArray())]);
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
        var isTick = push.Endpoint.Host == "ticks.test";
        var isOfEvent = !isTick
            && !TopicMessage.IsWarmUp(push.Message.Attributes)
            && !_history.Poison.Contains(push.Message.MessageId);
        var message = isOfEvent ? EventMessageCodec.Decode(push.Message.Data, _configuration) : null;
        return await (isTick ? _planner : _invoker).PushAsync(push, message, hungUp);
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
