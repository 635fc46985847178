using System.Collections.Concurrent;
using Loadgen.Calls;
using Loadgen.Cli.Local.Clocks;
using Loadgen.Cli.Local.PubSub;
using Loadgen.Cli.Local.Traces;
using Loadgen.Emulation.PubSub;
using Loadgen.Logs;
using Loadgen.Samples.Logs;
using Loadgen.Storage;
using Loadgen.Telemetry;
using Loadgen.Trace;
using Loadgen.Workloads.Files;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Loadgen.Cli.Local.Hosting.InProcess;

/// <summary>
/// All functions in this process, each in its real host, with an embedded Pub/Sub between them, on a clock that knows what is in flight.
/// </summary>
internal sealed class InProcessHosting : ILocalHosting
{
    private readonly TimeProvider _machine;
    private readonly MinuteRange? _minutes;
    private readonly TraceRecorder? _recorder;
    private readonly InFlight _inFlight = new();
    private readonly ConcurrentQueue<FunctionHost> _hosts = [];
    private EmbeddedPubSub? _pubSub;
    private string _logs = "";

    /// <param name="machine">The machine's clock.</param>
    /// <param name="minutes">The part of the hour that is planned; <see langword="null"/>: all of it.</param>
    /// <param name="recorder">Gets the functions' spans; <see langword="null"/>: there are none.</param>
    public InProcessHosting(TimeProvider machine, MinuteRange? minutes, TraceRecorder? recorder)
    {
        (_machine, _minutes, _recorder) = (machine, minutes, recorder);
        Clock = new(machine, _inFlight);
    }

    TimeProvider ILocalHosting.Clock => Clock;

    /// <summary>The clock of everything here: the machine's until it is set.</summary>
    public LeapingClock Clock { get; }

    public double Speed => 1;

    public Task Failure { get; } = new TaskCompletionSource().Task;

    public IReadOnlyDictionary<string, string?> VariablesIn(RehearsalFolder folder) => new Dictionary<string, string?>();

    /// <summary>Nobody to tell: nothing here is waited for.</summary>
    public void Say(string message)
    {
    }

    public async Task<ILocalPubSub> StartPubSubAsync(RehearsalFolder folder, CancellationToken cancellationToken)
    {
        _logs = folder.Logs;
        return _pubSub = await EmbeddedPubSub.StartAsync(send => _inFlight.Watch(() => new PubSubBroker(
            Clock, new Random(0), (push, enough) => SendAsync(send, push, enough))), cancellationToken);
    }

    /// <summary>Publishes to a topic. What comes of it is in flight.</summary>
    /// <returns>The message as Pub/Sub took it.</returns>
    public PubSubMessage Publish(string topic, ReadOnlyMemory<byte> data) => _pubSub!.Publish(topic, data);

    public async Task<Uri> StartAsync(LocalFunction function, CancellationToken cancellationToken)
    {
        var log = new HostLog(Path.Combine(_logs, $"{function.Name}.log"), _machine, (name, values) =>
        {
            // The core logs it at the moment of sending.
            if (name is "sending" && values.FirstOrDefault(value => value.Key is "EventId").Value is string eventId)
                function.Calling(eventId);
        });
        var overrides = new HostOverrides(
            log, services => Register(services, function, log), function.IsPushedTo ? TakePushAsync : static (http, next) => next(http));
        var host = await FunctionHost.StartAsync(function, overrides, cancellationToken);
        _hosts.Enqueue(host);
        return host.Address;
    }

    public Task StopFunctionsAsync() => Task.WhenAll(_hosts.Select(host => host.DisposeAsync().AsTask()));

    public async ValueTask DisposeAsync()
    {
        await StopFunctionsAsync();
        await Clock.DisposeAsync();
    }

    private void Register(IServiceCollection services, LocalFunction function, HostLog log) => services
        .AddSingleton<TimeProvider>(Clock)
        .AddSingleton(_ => _pubSub!.Publisher)
        .AddSingleton<RequestLog>(line => log.Write(line.ToString()))
        .AddSingleton<LineOutput>((_, line) =>
        {
            log.Write(line.ToString());
            function.Lines(line.Utf8);
        })
        .Replace<Spans>(spans => _recorder?.Record(function.Name, spans) ?? spans)
        .Replace<IWorkloadSource>(source => new CutWorkload(source, _minutes, _inFlight))
        .Replace<IObjectStore>(store => new CountedStore(store, _inFlight))
        .Replace<IEventCaller>(caller => new CountedCaller(caller, _inFlight));

    /// <summary>A push is in flight on its way to a function, and its answer on the way back. In between the function is watched.</summary>
    private async Task<int> SendAsync(PushSender send, PushRequest push, CancellationToken cancellationToken)
    {
        using var request = _inFlight.Request();
        return await send(push, cancellationToken);
    }

    private async Task TakePushAsync(HttpContext http, RequestDelegate next)
    {
        // Whole before it counts as arrived: from here on, whoever waits waits for the clock, or for a request that is counted.
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        body.Position = 0;
        http.Request.Body = body;
        await _inFlight.ArriveAsync(() => next(http));
    }
}
