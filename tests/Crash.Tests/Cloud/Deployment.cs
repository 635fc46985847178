using System.Net.Http.Json;
using System.Text;
using Crash.Tests.Processes;
using Google.Cloud.Storage.V1;
using Loadgen.Configuration;
using Loadgen.Emulation.PubSub;
using Loadgen.Emulation.Storage;
using Loadgen.Emulation.Storage.Faults;
using Loadgen.Workloads.Files;

namespace Crash.Tests.Cloud;

/// <summary>
/// The system as it is deployed: planner and invoker as processes of their own, and what they reach over HTTP — Pub/Sub, Cloud Storage, the
/// targets — in this one.
/// </summary>
internal sealed class Deployment : IAsyncDisposable
{
    private const string Ticks = "projects/crash/topics/ticks";

    private readonly HttpPushSender _sender = new();
    private readonly DeploymentSettings _settings;
    private readonly OutputFolder _output;
    private PubSubServer? _pubSub;

    private Deployment(DeploymentSettings settings, OutputFolder output, TimeProvider clock, StorageServer storage, Targets targets)
    {
        _settings = settings;
        _output = output;
        Clock = clock;
        Storage = storage;
        Targets = targets;
        Broker = new PubSubBroker(clock, new Random(settings.Seed), PushAsync);
        TickSubscription = Subscribe("planner", Ticks, new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8)));
        EventSubscription = Subscribe("invoker", Variables.EventsTopic, new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60)));
        Planner = new FunctionService(1, name => Start("planner", name));
        Invoker = new FunctionService(settings.Invokers, name => Start("invoker", name));
    }

    /// <summary>The clock of everything, here and in the processes.</summary>
    public TimeProvider Clock { get; }

    public StorageServer Storage { get; }

    public Targets Targets { get; }

    public PubSubBroker Broker { get; }

    public PushSubscription TickSubscription { get; }

    public PushSubscription EventSubscription { get; }

    public FunctionService Planner { get; }

    public FunctionService Invoker { get; }

    /// <summary>Starts everything; done when every instance serves.</summary>
    public static async Task<Deployment> StartAsync(DeploymentSettings settings, OutputFolder output)
    {
        await File.WriteAllTextAsync(output.ClockFile, settings.Clock.ToString());
        await File.WriteAllBytesAsync(output.WorkloadFile, WorkloadCodec.Write(settings.Workload));
        var clock = settings.Clock.On(TimeProvider.System);
        var storage = await StorageServer.StartAsync(new() { TimeProvider = clock, Random = new Random(settings.Seed) });
        storage.EnsureBucket(Variables.Bucket);
        var deployment = new Deployment(settings, output, clock, storage, await Targets.StartAsync(clock, settings.AnswerOf));
        try
        {
            deployment._pubSub = await PubSubServer.StartAsync(deployment.Broker);
            await Task.WhenAll(deployment.Planner.StartAsync(), deployment.Invoker.StartAsync());
            return deployment;
        }
        catch
        {
            await deployment.DisposeAsync();
            throw;
        }
    }

    /// <summary>Publishes a tick.</summary>
    /// <param name="data">What it asks for, as JSON.</param>
    public void Tick(string data) => Broker.Publish(Ticks, [new OutgoingMessage(Encoding.UTF8.GetBytes(data))]);

    /// <summary>Switches the storage's faults, over HTTP as anybody would.</summary>
    public async Task SetFaultsAsync(FaultSettings faults)
    {
        using var client = new HttpClient();
        using var answer = await client.PutAsJsonAsync(new Uri(Storage.BaseUri, "/_emulator/faults"), faults);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The content of every log object.</summary>
    public async Task<IReadOnlyList<ReadOnlyMemory<byte>>> ReadLogsAsync() =>
        [.. (await ReadAsync($"{Variables.LogPrefix}/", _ => true)).Values];

    /// <summary>The content of every claim that stands, by object name.</summary>
    public Task<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> ReadClaimsAsync() => ReadClaimsAsync(_ => true);

    /// <summary>The content of some of the claims that stand.</summary>
    /// <param name="isWanted">Tells by an object's name.</param>
    public async Task<IReadOnlyDictionary<string, ReadOnlyMemory<byte>>> ReadClaimsAsync(Func<string, bool> isWanted) => await ReadAsync(
        $"{Variables.LogPrefix}-state/", name => name.Contains("/claims/", StringComparison.Ordinal) && isWanted(name));

    /// <summary>
    /// The objects of a kind. Others are not touched: what an instance writes to try the store as it starts is gone the next moment.
    /// </summary>
    private async Task<Dictionary<string, ReadOnlyMemory<byte>>> ReadAsync(string prefix, Func<string, bool> isWanted)
    {
        using var client = new StorageClientBuilder { BaseUri = Storage.BaseUri.AbsoluteUri, UnauthenticatedAccess = true }.Build();
        var objects = new Dictionary<string, ReadOnlyMemory<byte>>();
        await foreach (var found in client.ListObjectsAsync(Variables.Bucket, prefix))
        {
            if (!isWanted(found.Name!))
                continue;

            using var content = new MemoryStream();
            await client.DownloadObjectAsync(Variables.Bucket, found.Name!, content);
            objects.Add(found.Name!, content.ToArray());
        }

        return objects;
    }

    /// <summary>Ends everything at once; no process stays behind.</summary>
    public async ValueTask DisposeAsync()
    {
        await Broker.DisposeAsync();
        await Planner.DisposeAsync();
        await Invoker.DisposeAsync();
        if (_pubSub is not null)
            await _pubSub.DisposeAsync();
        await Targets.DisposeAsync();
        await Storage.DisposeAsync();
        _sender.Dispose();
    }

    private FunctionProcess Start(string function, string name) => new(
        function,
        new Dictionary<string, string>(Variables.Of(Targets.Address, _settings.Variables))
        {
            ["STORAGE_EMULATOR_HOST"] = Storage.BaseUri.AbsoluteUri,
            ["PUBSUB_EMULATOR_HOST"] = _pubSub!.EmulatorHost,
            [ClockSetting.Variable] = _output.ClockFile,
            ["WORKLOAD_URI"] = _output.WorkloadFile,
        },
        _output.FileOf($"{function}-{name}"));

    private PushSubscription Subscribe(string name, string topic, RetryPolicy retry)
    {
        Broker.CreateTopic(topic);
        return (PushSubscription)Broker.CreateSubscription($"projects/crash/subscriptions/{name}", topic, new()
        {
            // Which instance it goes to is settled at every push.
            PushEndpoint = new Uri($"http://{name}/{topic}"),
            AckDeadline = TimeSpan.FromSeconds(600),
            Retry = retry,
            Window = PushWindow.SlowStart,
            // No dead letters: a process takes minutes of a fast clock to start, and refused connections would count as attempts meanwhile.
        });
    }

    private async Task<int> PushAsync(PushRequest push, CancellationToken cancellationToken)
    {
        var service = push.Subscription == TickSubscription.Name ? Planner : Invoker;
        var instance = await service.NextAsync();
        return await _sender.SendAsync(push with { Endpoint = new Uri(instance, push.Endpoint.AbsolutePath) }, cancellationToken);
    }
}
