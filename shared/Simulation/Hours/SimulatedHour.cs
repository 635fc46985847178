using Loadgen.Configuration;
using Loadgen.Emulation.PubSub;
using Loadgen.Messages;
using Loadgen.Simulation.Cloud;
using Loadgen.Simulation.Instances;
using Loadgen.Simulation.Kernel;
using Loadgen.Trace;
using Loadgen.Workloads;

namespace Loadgen.Simulation.Hours;

/// <summary>
/// One hour of an experiment: the real planner and invoker on virtual time, in a cloud that does everything it is allowed to do.
/// </summary>
public sealed class SimulatedHour
{
    private const string TicksTopic = "projects/simulated/topics/ticks";
    private const string DeadLetterTopic = "projects/simulated/topics/dead-letters";

    /// <summary>What a run may take in all: the hour, a late tick, and everything that is retried.</summary>
    private static readonly TimeSpan LongestHistory = TimeSpan.FromHours(6);

    internal static readonly TraceHour Hour = TraceHour.Containing(new DateTimeOffset(2026, 1, 20, 13, 0, 0, TimeSpan.Zero));

    private static readonly DateTimeOffset TickTime = Hour.Start.AddMinutes(-1);

    private readonly HourSettings _settings;
    private readonly FaultProfile _faults;
    private readonly Random _random;
    private readonly VirtualWorld _world;
    private readonly Timeline _timeline;
    private readonly Network _network;
    private readonly SimulatedStore _store;
    private readonly SimulatedTargets _targets;
    private readonly PubSubBroker _broker;
    private readonly Oracle _oracle;
    private readonly SimulatedFunction _planner;
    private readonly SimulatedFunction _invoker;

    private SimulatedHour(HourSettings settings, Mutant mutant, bool withTimeline)
    {
        var configuration = ConfigurationReader.Read(name => settings.Variables.GetValueOrDefault(name), ConfigurationRole.Local);
        _settings = settings;
        _faults = settings.FaultProfile;
        _random = new Random(settings.Seed);
        _world = new VirtualWorld(TickTime, _random);
        _timeline = new Timeline(_world.Clock, withTimeline);
        _network = new Network(_world, _random);
        _store = new SimulatedStore(_network, _world.Clock, _random, _faults, _timeline);
        _targets = new SimulatedTargets(_network, _world.Clock, _random, _faults, configuration.Timeout, _timeline);
        _oracle = new Oracle(configuration, _store, _targets, _world.Clock);
        _broker = new PubSubBroker(_world.Clock, _random, PushAsync);
        var workload = BuiltInWorkload.Of(settings.Mix, configuration.Workload);
        var publisher = new SimulatedPublisher(_broker, _network, _random, _faults);
        _planner = new SimulatedFunction(_world, "planner", () => NewParts().Planner(), 1, _random, _faults, _timeline);
        _invoker = new SimulatedFunction(
            _world, "invoker", () => NewParts().Invoker(), _faults.Instances, _random, _faults, _timeline);

        FunctionParts NewParts() =>
            new(configuration, workload, _world.Clock, _store, _targets, publisher, TicksTopic, _random, mutant);
    }

    /// <summary>Simulates an hour and checks it.</summary>
    /// <param name="withTimeline">Whether the report tells what happened.</param>
    public static HourReport Run(HourSettings settings, bool withTimeline = false) => Run(settings, Mutant.None, withTimeline);

    /// <summary>Simulates an hour with something broken, to see whether that is noticed.</summary>
    internal static HourReport Run(HourSettings settings, Mutant mutant, bool withTimeline = false)
    {
        var hour = new SimulatedHour(settings, mutant, withTimeline);
        return hour._world.Run(hour.RunAsync);
    }

    private async Task<HourReport> RunAsync()
    {
        Deploy();
        for (var i = 0; i < _faults.Stops; i++)
            _ = StopAtSomeTimeAsync();

        Publish("first");
        if (_faults.SecondTick)
            _ = TickAgainAsync();

        var isDrained = await DrainAsync();
        var problems = _oracle.Judge(_settings.Mix, isDrained, _faults.MayLose);
        await _broker.DisposeAsync();
        return new HourReport(
            _settings,
            problems,
            _targets.Receipts.Count,
            _oracle.Outcomes,
            _store.TextOf(_oracle.LogObject),
            _timeline.Lines,
            [.. _planner.Pushes, .. _invoker.Pushes],
            _store.Requests);
    }

    private void Deploy()
    {
        _broker.CreateTopic(TicksTopic);
        _broker.CreateTopic(SimulatedPublisher.EventsTopic);
        _broker.CreateTopic(DeadLetterTopic);
        Subscribe("ticks", TicksTopic).Disturbance = new(DelayUpTo: _faults.TickDelay);
        Subscribe("events", SimulatedPublisher.EventsTopic).Disturbance =
            new(_faults.Duplicates, TimeSpan.FromSeconds(30), _faults.DeliveryDelay);
        _broker.CreateSubscription("projects/simulated/subscriptions/dead-letters", DeadLetterTopic, new SubscriptionOptions());
    }

    private PushSubscription Subscribe(string name, string topic) => (PushSubscription)_broker.CreateSubscription(
        $"projects/simulated/subscriptions/{name}",
        topic,
        new SubscriptionOptions
        {
            PushEndpoint = new Uri($"https://{name}.test/"),
            AckDeadline = TimeSpan.FromSeconds(600),
            Retry = new RetryPolicy(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60)),
            Window = _faults.SlowStart ? PushWindow.SlowStart : PushWindow.Generous,
        });

    private void Publish(string which)
    {
        _timeline.Add("scheduler", $"{which} tick");
        _broker.Publish(TicksTopic, [new OutgoingMessage("{}"u8.ToArray())]);
    }

    private async Task TickAgainAsync()
    {
        await Task.Delay(TimeSpan.FromSeconds(_random.Next(20)), _world.Clock);
        Publish("second");
    }

    private async Task StopAtSomeTimeAsync()
    {
        await Task.Delay(TimeSpan.FromSeconds(_random.Next(3700)), _world.Clock);
        await (_random.Next(2) == 0 ? _planner : _invoker).StopOneAsync();
    }

    private async Task<int> PushAsync(PushRequest push, CancellationToken hungUp)
    {
        await _network.TravelAsync(TimeSpan.FromMilliseconds(50));
        var isTick = push.Endpoint.Host == "ticks.test";
        var pushedAt = _world.Clock.GetUtcNow();
        try
        {
            var status = await (isTick ? _planner : _invoker).PushAsync(push, hungUp);
            if (!isTick && !TopicMessage.IsWarmUp(push.Message.Attributes))
                _oracle.SawAnswer(push, pushedAt, status);
            return status;
        }
        catch (Exception e) when (e is not (IOException or OperationCanceledException))
        {
            _oracle.SawException(e);
            return 500;
        }
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
