using Loadgen.Calls;
using Loadgen.Claims;
using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Emulation.PubSub;
using Loadgen.Invocation;
using Loadgen.Logs;
using Loadgen.Messages;
using Loadgen.Planning;
using Loadgen.Runs;
using Loadgen.Simulation.Cloud;
using Loadgen.Storage;
using Loadgen.Trace;
using Microsoft.Extensions.Logging.Abstractions;

namespace Loadgen.Simulation.Instances;

/// <summary>Puts one instance together, as the functions' start-up does, on the simulated cloud.</summary>
internal sealed class FunctionParts
{
    private readonly LoadgenConfiguration _configuration;
    private readonly IReadOnlyList<TraceFunction> _mix;
    private readonly TimeProvider _time;
    private readonly IEventCaller _caller;
    private readonly PubSubBroker _broker;
    private readonly Network _network;
    private readonly Random _random;
    private readonly FaultProfile _faults;
    private readonly Mutant _mutant;
    private readonly RunLogs _logs;
    private readonly RunStore _runs;
    private readonly ClaimStore _claims;

    public FunctionParts(
        LoadgenConfiguration configuration,
        IReadOnlyList<TraceFunction> mix,
        TimeProvider time,
        IObjectStore store,
        IEventCaller caller,
        PubSubBroker broker,
        Network network,
        Random random,
        FaultProfile faults,
        Mutant mutant)
    {
        _configuration = mutant.Of(configuration);
        _mix = mix;
        _time = mutant.Of(new HastyClock(time, random));
        _caller = caller;
        _broker = broker;
        _network = network;
        _random = random;
        _faults = faults;
        _mutant = mutant;

        var paths = new RunPaths(configuration.Log.Prefix);
        var retry = new StoreRetry(_time, random.NextDouble);
        var objects = mutant.Of(store);
        _logs = new RunLogs(objects, paths, new LogServices(retry, _time, NewToken, _ => { }));
        _runs = new RunStore(objects, paths, retry);
        _claims = new ClaimStore(objects, paths, retry);
    }

    /// <summary>A planner, as <c>PlannerFunction</c> runs it.</summary>
    public PushHandling Planner()
    {
        var publisher = new SimulatedPublisher(_broker, _network, _random, _faults);
        var planner = new HourPlanner(_configuration, _mix, _runs, _logs, publisher, _time, NullLogger<HourPlanner>.Instance);
        return _mutant.OfPlanner((push, stop) => planner.HandleAsync(
            new TickDelivery(Tick.Read(push.Message.Data), push.Message.MessageId, push.Message.PublishTime), stop));
    }

    /// <summary>An invoker, as <c>InvokerFunction</c> runs it.</summary>
    public PushHandling Invoker()
    {
        var invoker = new EventInvoker(
            _configuration, _claims, _logs, _caller, new PreciseDelay(_time), _time, NewToken, NullLogger<EventInvoker>.Instance);
        return _mutant.OfInvoker((push, stop) => invoker.HandleAsync(EventMessageCodec.Decode(push.Message.Data, _configuration), stop));
    }

    private Guid NewToken()
    {
        Span<byte> bytes = stackalloc byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
