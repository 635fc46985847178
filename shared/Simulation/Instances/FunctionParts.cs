using Loadgen.Calls;
using Loadgen.Claims;
using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Invocation;
using Loadgen.Logs;
using Loadgen.Messages;
using Loadgen.Planning;
using Loadgen.Runs;
using Loadgen.Storage;
using Loadgen.Telemetry;
using Loadgen.Workloads.Files;
using Microsoft.Extensions.Logging.Abstractions;

namespace Loadgen.Simulation.Instances;

/// <summary>Puts one instance together, as the functions' start-up does, on the simulated cloud.</summary>
internal sealed class FunctionParts(
    LoadgenConfiguration configuration,
    IWorkloadSource source,
    TimeProvider time,
    IObjectStore store,
    IEventCaller caller,
    IMessagePublisher publisher,
    string ticksTopic,
    int mostInOneObject,
    Random random,
    Spans spans,
    Metrics metrics,
    Mutant mutant)
{
    private readonly LoadgenConfiguration _configuration = mutant.Of(configuration);
    private readonly TimeProvider _time = mutant.Of(new HastyClock(time, random));
    private readonly IObjectStore _store = mutant.Of(store);
    private readonly IEventCaller _caller = mutant.Of(caller);
    private readonly IMessagePublisher _publisher = mutant.Of(publisher);
    private readonly RunPaths _paths = new(configuration.Log.Prefix);

    /// <summary>A planner, as <c>PlannerFunction</c> runs it.</summary>
    public PushHandling Planner()
    {
        var retry = new StoreRetry(_time, random.NextDouble);
        var runs = new RunStore(_store, _paths, retry);
        var planner = new HourPlanner(
            _configuration, source, runs, NewLogs(retry), _publisher, _time, spans, NullLogger<HourPlanner>.Instance);
        return mutant.OfPlanner((push, stop) => planner.HandleAsync(
            new TickDelivery(
                PlannerMessage.Read(push.Message.Data, push.Message.Attributes),
                push.Message.MessageId,
                push.Message.PublishTime,
                ticksTopic),
            stop));
    }

    /// <summary>An invoker, as <c>InvokerFunction</c> runs it.</summary>
    /// <param name="stopping">Cancelled when the instance is told to stop.</param>
    public PushHandling Invoker(CancellationToken stopping)
    {
        var retry = new StoreRetry(_time, random.NextDouble);
        var claims = new ClaimStore(_store, _paths, retry, _time);
        var runs = new KnownRuns(_configuration, new RunStore(_store, _paths, retry));
        var invoker = new EventInvoker(
            _configuration,
            runs,
            claims,
            NewLogs(retry),
            _caller,
            new CallGrace(stopping, _time),
            new RecheckedWaiter(_time),
            _time,
            NewToken,
            spans,
            metrics,
            NullLogger<EventInvoker>.Instance);
        var warmUp = new InvokerWarmUp(_configuration, _store, _paths, _caller, _time, NullLogger<InvokerWarmUp>.Instance);
        return mutant.OfInvoker((push, stop) => TopicMessage.IsWarmUp(push.Message.Attributes)
            ? warmUp.HandleAsync(stop)
            : invoker.HandleAsync(EventMessageCodec.Decode(push.Message.Data, _configuration), stop));
    }

    private RunLogs NewLogs(StoreRetry retry) => new(
        _store, _paths, new LogServices(retry, _time, NewToken, (_, _) => { }, metrics) { MostInOneObject = mostInOneObject });

    private Guid NewToken()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
