using Loadgen.Benchmarks.Scale.Processes;
using Loadgen.Cli.Deployments;
using Loadgen.Cli.Local.PubSub;
using Loadgen.Configuration;
using Loadgen.Messages;
using Loadgen.Testing.Processes;
using Loadgen.Trace;

namespace Loadgen.Benchmarks.Scale.Load;

/// <summary>
/// Everything that a run needs, each a process of its own: storage, Pub/Sub, a target, the planner and the invokers, wired as Terraform
/// wires them. All are killed at the end.
/// </summary>
internal sealed class Cloud : IAsyncDisposable
{
    private const string Region = "us-east1";

    private readonly List<Server> _servers = [];
    private readonly string _folder;
    private PubSubRest? _rest;

    private Cloud(string experiment)
    {
        Experiment = experiment;
        _folder = Path.Combine(Published.Folder, "scale", experiment);
        Directory.CreateDirectory(_folder);
    }

    public string Experiment { get; }

    /// <summary>Where the planner reads its workload.</summary>
    public string Workload => Path.Combine(_folder, "workload.json");

    /// <summary>Where a run's lags are written, in the order in which the events were due: for whoever asks when it was late.</summary>
    public string Lags => Path.Combine(_folder, "lags.txt");

    public Server Target { get; private set; } = null!;

    /// <summary>Where planner and invokers send spans and metrics; <see langword="null"/>: nowhere.</summary>
    public Server? Receiver { get; private set; }

    public Server PubSub { get; private set; } = null!;

    public string EventsTopic => Resources.EventsTopic;

    public StorageClient Storage { get; private set; } = null!;

    public IReadOnlyList<Server> Servers => _servers;

    public IReadOnlyList<Server> Invokers { get; private set; } = [];

    private ScenarioResources Resources => new("benchmark", Experiment);

    /// <summary>Publishes the functions and starts everything.</summary>
    /// <param name="extra">Variables of the functions, in place of the usual ones.</param>
    /// <param name="isTraced">Whether they send spans and metrics.</param>
    public static async Task<Cloud> StartAsync(
        int invokers, IReadOnlyDictionary<string, string> extra, CancellationToken cancellationToken, bool isTraced = false)
    {
        var functions = await PublishedFunctions.PublishAsync(cancellationToken);
        var cloud = new Cloud($"scale-{TimeProvider.System.GetUtcNow():HHmmssfff}");
        try
        {
            if (isTraced)
                cloud.Receiver = await cloud.StartAsync("receiver", Role.ReceiverOn, cancellationToken);
            await cloud.StartAllAsync(functions, invokers, extra, cancellationToken);
            return cloud;
        }
        catch
        {
            await cloud.DisposeAsync();
            throw;
        }
    }

    /// <summary>Has events go nowhere: they are published, and no invoker is pushed to.</summary>
    public Task DetachInvokersAsync(CancellationToken cancellationToken) =>
        _rest!.DeleteAsync(Resources.InvokerSubscription, cancellationToken);

    /// <summary>Publishes a tick.</summary>
    public Task TickAsync(DateTimeOffset hour, CancellationToken cancellationToken)
    {
        var tick = new Tick(TraceHour.Containing(hour), DryRun: null, Replay: false);
        var message = new TopicMessage("a tick", tick.ToUtf8(), new Dictionary<string, string>());
        return _rest!.PublishAsync(Resources.TicksTopic, message, cancellationToken);
    }

    /// <summary>Waits for something, and fails when a server ends meanwhile.</summary>
    public async Task<T> WhileAliveAsync<T>(Task<T> task)
    {
        var failure = Task.WhenAny(_servers.Select(server => server.Failure));
        await Task.WhenAny(task, failure);
        // Who is not answered notices first, perhaps.
        if (task.IsFaulted)
            await Task.WhenAny(failure, Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System));
        if (failure.IsCompleted)
            await await failure;
        return await task;
    }

    public async ValueTask DisposeAsync()
    {
        Storage?.Dispose();
        _rest?.Dispose();
        foreach (var server in Enumerable.Reverse(_servers))
            await server.DisposeAsync();
    }

    private async Task StartAllAsync(
        PublishedFunctions functions, int invokers, IReadOnlyDictionary<string, string> extra, CancellationToken cancellationToken)
    {
        var storage = await StartAsync("storage", StorageOn, cancellationToken);
        Storage = new(storage);
        Target = await StartAsync("target", Role.TargetOn, cancellationToken);

        var variables = Variables(storage);
        foreach (var (name, value) in extra)
            variables[name] = value;
        if (Receiver is not null)
            variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = Receiver.Address.AbsoluteUri;
        var started = new List<Server>();
        for (var number = 1; number <= invokers; number++)
            started.Add(await StartAsync($"invoker-{number}", port => functions.InvokerOn(port, variables), cancellationToken));
        Invokers = started;

        PubSub = await StartAsync(
            "pubsub", port => Role.PubSubOn(port, started.Select(invoker => invoker.Address)), cancellationToken);
        variables[ExternalPubSub.Variable] = PubSub.Address.Authority;
        var planner = await StartAsync("planner", port => functions.PlannerOn(port, variables), cancellationToken);

        _rest = new(PubSub.Address.Authority, TimeProvider.System, Console.Error.WriteLine);
        await new PubSubWiring(_rest, speed: 1).WireAsync(new(Resources, planner.Address, started[0].Address), cancellationToken);
        // The wiring has woken one of them.
        for (var number = 1; number < invokers; number++)
            await _rest.PublishAsync(Resources.EventsTopic, TopicMessage.WarmUp, cancellationToken);
    }

    private async Task<Server> StartAsync(string name, Func<int, ChildProgram> program, CancellationToken cancellationToken)
    {
        var server = await Server.StartAsync(name, program, _folder, cancellationToken);
        _servers.Add(server);
        return server;
    }

    private static ChildProgram StorageOn(int port) => ChildProgram.Dotnet(
        Path.Combine(AppContext.BaseDirectory, "loadgen.dll"), "storage",
        "--port", FormattableString.Invariant($"{port}"), "--bucket", StorageClient.Bucket,
        "--latency", "30ms", "--object-writes-per-second", "1") with
    {
        Variables = Role.Elsewhere,
    };

    private Dictionary<string, string> Variables(Server storage) => new(StringComparer.Ordinal)
    {
        ["EXPERIMENT_ID"] = Experiment,
        ["SCENARIO"] = "A",
        ["FIXED_REGION"] = Region,
        ["FUNCTION_URLS_JSON"] = $$$"""{"{{{Schedule.Function}}}":{"{{{Region}}}":"{{{Target.Address}}}"}}""",
        ["WORKLOAD_URI"] = Workload,
        ["LOG_GCS_BUCKET"] = StorageClient.Bucket,
        ["EVENTS_TOPIC"] = Resources.EventsTopic,
        ["LOADGEN_REGION"] = Region,
        [StorageEmulator.Variable] = storage.Address.AbsoluteUri,
    };
}

/// <summary>The assemblies of the published functions.</summary>
internal sealed record PublishedFunctions(string Planner, string Invoker)
{
    public static async Task<PublishedFunctions> PublishAsync(CancellationToken cancellationToken)
    {
        ScaleBenchmark.Say("publishing planner and invoker …");
        return new(
            await Published.PublishAsync("functions/Planner/Planner.csproj", "Loadgen.Planner", cancellationToken),
            await Published.PublishAsync("functions/Invoker/Invoker.csproj", "Loadgen.Invoker", cancellationToken));
    }

    public ChildProgram PlannerOn(int port, IReadOnlyDictionary<string, string> variables) =>
        Published.Function(Planner, "Loadgen.Planner.PlannerFunction", port, variables);

    public ChildProgram InvokerOn(int port, IReadOnlyDictionary<string, string> variables) =>
        Published.Function(Invoker, "Loadgen.Invoker.InvokerFunction", port, variables);
}
