using Google.Cloud.PubSub.V1;
using Loadgen.Emulation.PubSub;
using Microsoft.Extensions.DependencyInjection;

namespace Loadgen.Functions.Tests.Hosting;

/// <summary>Planner and invoker with a bucket, and Pub/Sub in between. Ticks are the test's.</summary>
internal sealed class FunctionCloud : IAsyncDisposable
{
    private const string Events = "projects/p/topics/events";

    private readonly EmbeddedStorage _storage;
    private readonly PubSubBroker _broker;
    private readonly SemaphoreSlim _acknowledged = new(0);

    private FunctionCloud(EmbeddedStorage storage, IReadOnlyDictionary<string, string?> variables, TimeProvider time)
    {
        _storage = storage;
        Invoker = FunctionServer.Invoker(variables, time, storage.Register);
        _broker = new(time, new Random(0), (push, _) => Invoker.SendAsync(Pushes.Raw(push.ToJson().ToArray())));
        _broker.CreateTopic(Events);
        _broker.CreateSubscription("projects/p/subscriptions/invoker", Events, new() { PushEndpoint = new("http://invoker.test/") });
        _broker.Observe(activity =>
        {
            if (activity.Kind is PubSubActivityKind.Acknowledged)
                _acknowledged.Release();
        });
        Planner = FunctionServer.Planner(variables, time, services =>
        {
            storage.Register(services);
            services.AddSingleton<PublisherServiceApiClient>(new EmbeddedPublisher(_broker));
        });
    }

    public FunctionServer Planner { get; }

    public FunctionServer Invoker { get; }

    /// <param name="variables">But for the bucket's.</param>
    public static async Task<FunctionCloud> StartAsync(Dictionary<string, string?> variables, TimeProvider time)
    {
        variables["LOG_GCS_BUCKET"] = EmbeddedStorage.Bucket;
        return new(await EmbeddedStorage.StartAsync(time), variables, time);
    }

    /// <summary>Waits until the invoker has acknowledged that many events.</summary>
    public async Task AcknowledgedAsync(int events)
    {
        for (var done = 0; done < events; done++)
            Assert.True(await _acknowledged.WaitAsync(TimeSpan.FromSeconds(60)), $"{done} of {events} events are acknowledged.");
    }

    public async ValueTask DisposeAsync()
    {
        Planner.Dispose();
        await _broker.DisposeAsync();
        Invoker.Dispose();
        await _storage.DisposeAsync();
        _acknowledged.Dispose();
    }
}
