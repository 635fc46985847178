using System.Collections.Concurrent;
using Loadgen.Cli.Rehearsals;
using Loadgen.Cli.Up.Processes;
using Loadgen.Cli.Up.PubSub;
using Loadgen.Clocks;
using Loadgen.Configuration;
using Loadgen.Samples;
using Loadgen.Trace;

namespace Loadgen.Cli.Up;

/// <summary>
/// All scenarios, deployed on this machine as Terraform deploys them to the cloud: each function a process of its own, wired by push
/// subscriptions, with Pub/Sub and Cloud Storage beside them.
/// </summary>
internal sealed class LocalDeployment : IAsyncDisposable
{
    /// <summary>What cold functions need before the first hour begins, on this machine.</summary>
    private static readonly TimeSpan StartUp = TimeSpan.FromSeconds(20);

    private readonly UpOptions _options;
    private readonly Shell _shell;
    private readonly IReadOnlyList<Experiment> _fromFiles;
    private readonly Func<TimeProvider, CancellationToken, Task<ILocalPubSub>> _startPubSub;
    private readonly LocalStorage _storage;
    private readonly ConcurrentQueue<Task<LocalProcess>> _processes = [];
    private readonly ConcurrentBag<LocalAddress> _addresses = [];
    private readonly CancellationTokenSource _stop = new();
    private ProcessLogs? _logs;
    private Action<string>? _say;
    private ILocalPubSub? _pubSub;
    private PubSubRest? _rest;
    private PubSubWiring? _wiring;
    private IReadOnlyList<WiredScenario> _wired = [];
    private Task _watching = Task.CompletedTask;

    /// <summary>Checks everything that the operator gave, and starts nothing.</summary>
    /// <exception cref="UsageException">A configuration is wrong, or the emulator is missing.</exception>
    public LocalDeployment(UpOptions options, Shell shell)
    {
        _options = options;
        _shell = shell;
        _fromFiles = Experiment.Read(options);
        RequireDistinct([.. _fromFiles.Select(Deploy)]);
        _startPubSub = PreparePubSub();
        _storage = new(shell);
    }

    /// <summary>The trace's clock; <see langword="null"/>: the machine's.</summary>
    public SharedClock? Clock { get; private set; }

    /// <summary>What listens where.</summary>
    public IReadOnlyList<LocalAddress> Addresses => [.. _addresses.OrderBy(address => address.Name, StringComparer.Ordinal)];

    public IReadOnlyList<DeployedScenario> Scenarios { get; private set; } = [];

    /// <summary>Where everything is kept.</summary>
    public RehearsalFolder Folder { get; private set; } = null!;

    /// <summary>The command line that verifies all logs.</summary>
    public string VerifyLine => _storage.VerifyLine(Folder.Storage, Scenarios);

    /// <summary>What another program needs to reach the emulators and the clock.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; private set; } = new Dictionary<string, string?>();

    /// <summary>What <c>loadgen tick</c> needs to know.</summary>
    public UpState State => new(
        _pubSub!.EmulatorHost,
        Clock?.ToString(),
        [.. Scenarios.Select(scenario => new UpScenario(
            scenario.Configuration.Scenario.ToString(),
            scenario.Configuration.ExperimentId,
            scenario.Resources.TicksTopic,
            scenario.Configuration.JitterSeconds,
            scenario.Configuration.MaxLateness.TotalSeconds))]);

    /// <summary>Fails when a part cannot be kept alive; otherwise never done.</summary>
    public Task Failure => Task.WhenAny([_pubSub!.Failure, .. _processes.Select(FailureOfAsync)]).Unwrap();

    /// <summary>Starts everything; done when all of it listens and is wired.</summary>
    /// <exception cref="LocalCloudException">A part does not start.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Clock = _options.Speed is { } speed
            ? new(_shell.Time.GetUtcNow(), _options.Hour.Start - (StartUp * speed), speed)
            : null;
        Folder = RehearsalFolder.Create(_options.Folder, _shell.Time.GetUtcNow());
        _logs = new(_shell, Folder.Logs);
        _say = _logs.Open("loadgen");
        var clock = Clock?.On(_shell.Time) ?? _shell.Time;
        await _storage.StartAsync(clock, Folder.Storage, cancellationToken);
        _pubSub = await _startPubSub(clock, cancellationToken);
        _rest = new(_pubSub.EmulatorHost, _shell.Time, _say);
        Environment = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            [ExternalPubSub.Variable] = _pubSub.EmulatorHost,
            [StorageEmulator.Variable] = _storage.Address,
            [ClockSetting.Variable] = Clock?.ToString(),
        };
        _addresses.Add(new("pubsub", $"http://{_pubSub.EmulatorHost}/", _pubSub.Description));
        _addresses.Add(new("storage", _storage.Address, _storage.Description));

        var experiments = _fromFiles.Count > 0 ? _fromFiles : await StartSamplesAsync(cancellationToken);
        Scenarios = [.. experiments.Select(Deploy)];
        foreach (var scenario in Scenarios)
            await _storage.PrepareBucketAsync(scenario.Configuration.Log, cancellationToken);
        _wired = await Task.WhenAll(Scenarios.Select(scenario => StartAsync(scenario, cancellationToken)));
        await WireAsync(cancellationToken);
    }

    /// <summary>Takes everything down: deliveries first, then the functions, which nack what they hold.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        if (_pubSub is ExternalPubSub)
            await UnwireAsync();
        await Task.WhenAll(_processes.Select(EndAsync));
        if (_pubSub is not null)
            await _pubSub.DisposeAsync();
        await _storage.DisposeAsync();
        _rest?.Dispose();
        _logs?.Dispose();
        _stop.Dispose();
    }

    private DeployedScenario Deploy(Experiment experiment) => DeployedScenario.Of(_options.Project, experiment);

    private Func<TimeProvider, CancellationToken, Task<ILocalPubSub>> PreparePubSub()
    {
        if (_options.PubSub is PubSubKind.Embedded)
            return async (clock, cancellationToken) => await EmbeddedPubSub.StartAsync(clock, cancellationToken);
        if (_shell.Variable(ExternalPubSub.Variable) is { Length: > 0 } host)
        {
            PubSubRest.RequireHost(host);
            return (_, _) => Task.FromResult<ILocalPubSub>(new ExternalPubSub(host));
        }

        var program = EmulatorProgram.Find(_shell.Variable);
        return async (_, cancellationToken) =>
            await GoogleEmulator.StartAsync(program, Folder.Root, _logs!.Open("pubsub"), _shell.Time, cancellationToken);
    }

    /// <summary>The samples, and the three scenarios against them.</summary>
    private async Task<IReadOnlyList<Experiment>> StartSamplesAsync(CancellationToken cancellationToken)
    {
        await _storage.AddSampleMediaAsync(cancellationToken);
        var none = new Dictionary<string, string?>();
        (string Id, Task<Uri> Address)[] starting =
        [
            (TraceFunction.HealthCheck, StartSampleAsync<HealthCheck>("health", none, cancellationToken)),
            (TraceFunction.CryptoKeyGen, StartSampleAsync<CryptoKeyGen>("crypto", none, cancellationToken)),
            (TraceFunction.ImageConverter, StartSampleAsync<ImageFormatConverter>("image", none, cancellationToken)),
            (TraceFunction.VideoTranscoder, StartSampleAsync<VideoTranscoder>("video", none, cancellationToken)),
        ];
        var samples = new Dictionary<string, Uri>();
        foreach (var (id, address) in starting)
            samples[id] = await address;
        var dispatcher = await StartSampleAsync<Dispatcher>(
            "dispatcher", SampleExperiments.DispatcherVariables(samples), cancellationToken);
        return SampleExperiments.Of(_options, samples, dispatcher);
    }

    private Task<Uri> StartSampleAsync<TFunction>(
        string name, IReadOnlyDictionary<string, string?> variables, CancellationToken cancellationToken) =>
        StartAsync(name, FunctionProgram.Sample<TFunction>(), variables, "sample function", cancellationToken);

    private async Task<WiredScenario> StartAsync(DeployedScenario scenario, CancellationToken cancellationToken)
    {
        var label = Scenarios.Count(other => other.Configuration.Scenario == scenario.Configuration.Scenario) == 1
            ? scenario.Configuration.Scenario.ToString()
            : scenario.Resources.Key;
        var planner = StartAsync($"planner-{label}", FunctionProgram.Planner, scenario.Variables, scenario.ToString(), cancellationToken);
        var invoker = StartAsync($"invoker-{label}", FunctionProgram.Invoker, scenario.Variables, scenario.ToString(), cancellationToken);
        return new(scenario.Resources, await planner, await invoker);
    }

    private async Task<Uri> StartAsync(
        string name,
        FunctionProgram program,
        IReadOnlyDictionary<string, string?> variables,
        string meaning,
        CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token);
        var starting = LocalProcess.StartAsync(
            name, port => program.On(port, variables.Concat(Environment)), _logs!.Open(name), _shell.Time, either.Token);
        _processes.Enqueue(starting);
        var address = (await starting).Address;
        _addresses.Add(new(name, address.AbsoluteUri, meaning));
        return address;
    }

    private static async Task FailureOfAsync(Task<LocalProcess> started) => await (await started).Failure.Task;

    /// <summary>Ends a process, also one that is still starting. One that did not start has been ended.</summary>
    private static async Task EndAsync(Task<LocalProcess> starting)
    {
        await ((Task)starting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (starting.IsCompletedSuccessfully)
            await (await starting).DisposeAsync();
    }

    private async Task WireAsync(CancellationToken cancellationToken)
    {
        _wiring = new PubSubWiring(_rest!, _pubSub!.IsOnTraceClock ? 1 : _options.Speed ?? 1);
        foreach (var scenario in _wired)
            await _wiring.WireAsync(scenario, cancellationToken);
        if (!_pubSub.IsOnTraceClock)
            _watching = new PubSubWatch(_wiring, _wired, _say!, _shell.Time).RunAsync(_stop.Token);
    }

    /// <summary>Somebody else's emulator outlives this local cloud, and must not push to where nobody listens.</summary>
    private async Task UnwireAsync()
    {
        try
        {
            foreach (var scenario in _wired)
                await _wiring!.UnwireAsync(scenario, CancellationToken.None);
        }
        catch (LocalCloudException)
        {
            // The emulator is gone, and our wiring with it.
        }
    }

    private static void RequireDistinct(IReadOnlyList<DeployedScenario> scenarios)
    {
        foreach (var same in scenarios.GroupBy(scenario => scenario.Resources.Key).Where(group => group.Count() > 1))
        {
            var names = string.Join(" and ", same.Select(scenario => $"'{scenario.Configuration.ExperimentId}'"));
            throw new UsageException(
                $"the experiments {names} would share the topics of '{same.Key}'; allowed are names that differ in letters and digits.");
        }
    }
}
