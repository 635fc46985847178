using System.Collections.Concurrent;
using Loadgen.Cli.Local.Experiments;
using Loadgen.Cli.Local.Hosting;
using Loadgen.Cli.Local.Progress;
using Loadgen.Cli.Local.PubSub;
using Loadgen.Cli.Variables;
using Loadgen.Cloud.Auth;
using Loadgen.Configuration;
using Loadgen.Invoker;
using Loadgen.Planner;
using Loadgen.Samples;
using Loadgen.Workloads.Files;

namespace Loadgen.Cli.Local;

/// <summary>
/// All scenarios, deployed on this machine as Terraform deploys them to the cloud: a planner and an invoker for each, wired by push
/// subscriptions, with Pub/Sub and Cloud Storage beside them.
/// </summary>
internal sealed class LocalCloud : IAsyncDisposable
{
    private const string Sample = "sample function";

    private readonly ExperimentOptions _options;
    private readonly ILocalHosting _hosting;
    private readonly IRunFollower _follower;
    private readonly TimeProvider _machine;
    private readonly ConcurrentBag<LocalAddress> _addresses = [];
    private readonly CancellationTokenSource _stop = new();
    private PubSubRest? _rest;
    private PubSubWiring? _wiring;
    private IReadOnlyList<WiredScenario> _wired = [];
    private Task _watching = Task.CompletedTask;

    /// <summary>Starts nothing yet.</summary>
    /// <exception cref="UsageException">Two experiments are the same, or would share their resources.</exception>
    public LocalCloud(ExperimentOptions options, ILocalHosting hosting, LocalStorage storage, IRunFollower follower, TimeProvider machine)
    {
        _options = options;
        _hosting = hosting;
        Storage = storage;
        _follower = follower;
        _machine = machine;
        Experiment.RequireDistinct(options.Experiments);
        DeployedScenario.RequireDistinct([.. options.Experiments.Select(Deploy)]);
    }

    /// <summary>What listens where.</summary>
    public IReadOnlyList<LocalAddress> Addresses => [.. _addresses.OrderBy(address => address.Name, StringComparer.Ordinal)];

    public IReadOnlyList<DeployedScenario> Scenarios { get; private set; } = [];

    /// <summary>Where everything is kept.</summary>
    public RehearsalFolder Folder { get; private set; } = null!;

    public LocalStorage Storage { get; }

    public ILocalPubSub PubSub { get; private set; } = null!;

    /// <summary>What another program needs to reach the emulators and the clock.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; private set; } = new Dictionary<string, string?>();

    /// <summary>Fails when a part cannot be kept alive; otherwise never done.</summary>
    public Task Failure => Task.WhenAny(PubSub.Failure, _hosting.Failure).Unwrap();

    /// <summary>Starts everything; done when all of it listens and is wired.</summary>
    /// <exception cref="LocalCloudException">A part does not start.</exception>
    /// <exception cref="UsageException">There are no credentials for the calls, or nothing can be written to the folder.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var tokens = new IdTokens();
        foreach (var experiment in _options.Experiments)
            await CredentialCheck.RequireAsync(experiment.Variables, experiment.Configuration, tokens, cancellationToken);
        Folder = RehearsalFolder.Create(_options.Folder, _machine.GetUtcNow());
        await Storage.StartAsync(_hosting.Clock, Folder.Storage, cancellationToken);
        PubSub = await _hosting.StartPubSubAsync(Folder, cancellationToken);
        Environment = new Dictionary<string, string?>(_hosting.VariablesIn(Folder), StringComparer.Ordinal)
        {
            [ExternalPubSub.Variable] = PubSub.EmulatorHost,
            [StorageEmulator.Variable] = Storage.Address,
        };
        _addresses.Add(new("pubsub", $"http://{PubSub.EmulatorHost}/", PubSub.Description));
        _addresses.Add(new("storage", Storage.Address, Storage.Description));

        var experiments = _options.Experiments.Count > 0 ? _options.Experiments : await StartSamplesAsync(cancellationToken);
        Scenarios = DeployedScenario.Labelled([.. experiments.Select(WithReach).Select(Deploy)]);
        foreach (var scenario in Scenarios)
            await Storage.PrepareBucketAsync(scenario.Configuration.Log, cancellationToken);
        _wired = await Task.WhenAll(Scenarios.Select(scenario => StartAsync(scenario, cancellationToken)));
        await WireAsync(cancellationToken);
    }

    /// <summary>Takes everything down: deliveries first, then the functions.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        if (PubSub is ExternalPubSub)
            await UnwireAsync();
        await _hosting.StopFunctionsAsync();
        if (PubSub is not null)
            await PubSub.DisposeAsync();
        await _hosting.DisposeAsync();
        await Storage.DisposeAsync();
        _rest?.Dispose();
        _stop.Dispose();
    }

    private DeployedScenario Deploy(Experiment experiment) => DeployedScenario.Of(_options.Project, experiment);

    /// <summary>
    /// An experiment whose planner can reach its workload: of an object, where Cloud Storage is this local cloud's own, it gets a copy.
    /// </summary>
    private Experiment WithReach(Experiment experiment) =>
        Storage.IsEmbedded && experiment.Given is { Name.Object: { } address, Content: { } content }
            ? experiment.ReadFrom(Folder.AddWorkload(address.ObjectName, content))
            : experiment;

    /// <summary>The samples that the workload calls, and the three scenarios against them.</summary>
    private async Task<IReadOnlyList<Experiment>> StartSamplesAsync(CancellationToken cancellationToken)
    {
        await SampleMedia.AddAsync(Storage, cancellationToken);
        var called = _options.SampleWorkload.Workload.Functions.Select(function => function.Traits.Target).ToLookup(SampleOf);
        var starting = called.Select(targets => (targets, StartAsync(targets.Key, cancellationToken))).ToList();
        var samples = new Dictionary<string, Uri>();
        foreach (var (targets, address) in starting)
        {
            foreach (var target in targets)
                samples[target] = await address;
        }

        var dispatcher = await StartAsync(
            new LocalFunction("dispatcher", typeof(Dispatcher), SampleExperiments.DispatcherVariables(samples)), Sample, cancellationToken);
        return SampleExperiments.Of(_options, samples, dispatcher);
    }

    private Task<Uri> StartAsync((string Name, Type Function) sample, CancellationToken cancellationToken) => StartAsync(
        new LocalFunction(sample.Name, sample.Function, new Dictionary<string, string?>()), Sample, cancellationToken);

    /// <summary>The sample that answers for a target.</summary>
    private static (string Name, Type Function) SampleOf(string target) => target switch
    {
        BuiltInWorkload.HealthCheck => ("health", typeof(HealthCheck)),
        BuiltInWorkload.CryptoKeyGen => ("crypto", typeof(CryptoKeyGen)),
        BuiltInWorkload.ImageConverter => ("image", typeof(ImageFormatConverter)),
        BuiltInWorkload.VideoTranscoder => ("video", typeof(VideoTranscoder)),
        _ => ("any", typeof(AnyTarget)),
    };

    private async Task<WiredScenario> StartAsync(DeployedScenario scenario, CancellationToken cancellationToken)
    {
        var planner = new LocalFunction($"planner-{scenario.Label}", typeof(PlannerFunction), scenario.Variables)
        {
            IsPushedTo = true,
            Lines = line => _follower.Wrote(scenario, line),
        };
        var invoker = new LocalFunction($"invoker-{scenario.Label}", typeof(InvokerFunction), scenario.Variables)
        {
            IsPushedTo = true,
            Lines = line => _follower.Wrote(scenario, line),
            Calling = eventId => _follower.Calling(scenario, eventId),
        };
        var addresses = await Task.WhenAll(
            StartAsync(planner, scenario.ToString(), cancellationToken), StartAsync(invoker, scenario.ToString(), cancellationToken));
        return new(scenario.Resources, addresses[0], addresses[1]);
    }

    private async Task<Uri> StartAsync(LocalFunction function, string meaning, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token);
        var variables = new Dictionary<string, string?>(function.Variables.Concat(Environment), StringComparer.Ordinal);
        var address = await _hosting.StartAsync(function with { Variables = variables }, either.Token);
        _addresses.Add(new(function.Name, address.AbsoluteUri, meaning));
        return address;
    }

    private async Task WireAsync(CancellationToken cancellationToken)
    {
        _rest = new(PubSub.EmulatorHost, _machine, _hosting.Say);
        _wiring = new PubSubWiring(_rest, PubSub.IsOnTraceClock ? 1 : _hosting.Speed);
        foreach (var scenario in _wired)
            await _wiring.WireAsync(scenario, cancellationToken);
        if (!PubSub.IsOnTraceClock)
            _watching = new PubSubWatch(_wiring, _wired, _hosting.Say, _machine).RunAsync(_stop.Token);
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
}
