using Google.Cloud.PubSub.V1;
using Loadgen.Emulation.PubSub;

namespace Loadgen.Cli.Local.PubSub;

/// <summary>The embedded broker, on the trace's clock, in this process.</summary>
internal sealed class EmbeddedPubSub(HttpPushSender sender, PubSubBroker broker, PubSubServer server) : ILocalPubSub
{
    public string EmulatorHost => server.EmulatorHost;

    public string Description => "embedded";

    public bool IsOnTraceClock => true;

    public Task Failure { get; } = new TaskCompletionSource().Task;

    /// <summary>What publishes to it without a network in between.</summary>
    public PublisherServiceApiClient Publisher { get; } = new EmbeddedPublisher(broker);

    /// <summary>Publishes to a topic.</summary>
    /// <returns>The message as the broker took it.</returns>
    public PubSubMessage Publish(string topic, ReadOnlyMemory<byte> data)
    {
        PubSubMessage? taken = null;
        broker.Observe(activity =>
        {
            if (activity.Kind is PubSubActivityKind.Published && activity.Resource == topic)
                taken ??= activity.Message;
        });
        broker.Publish(topic, [new OutgoingMessage(data.ToArray())]);
        return taken ?? throw new InvalidOperationException("The broker took a message and did not report it.");
    }

    /// <summary>Starts one on a clock.</summary>
    public static Task<EmbeddedPubSub> StartAsync(TimeProvider clock, CancellationToken cancellationToken) =>
        // Faults are never switched on here: the random numbers decide nothing.
        StartAsync(send => new PubSubBroker(clock, new Random(0), send), cancellationToken);

    /// <summary>Starts one.</summary>
    /// <param name="create">Creates the broker, given what sends pushes.</param>
    public static async Task<EmbeddedPubSub> StartAsync(Func<PushSender, PubSubBroker> create, CancellationToken cancellationToken)
    {
        var sender = new HttpPushSender();
        var broker = create(sender.SendAsync);
        return new(sender, broker, await PubSubServer.StartAsync(broker, cancellationToken: cancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await broker.DisposeAsync();
        sender.Dispose();
    }
}
