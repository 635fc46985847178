using Loadgen.Emulation.PubSub;

namespace Loadgen.Cli.Up.PubSub;

/// <summary>The embedded broker, on the trace's clock, in this process.</summary>
internal sealed class EmbeddedPubSub(HttpPushSender sender, PubSubBroker broker, PubSubServer server) : ILocalPubSub
{
    public string EmulatorHost => server.EmulatorHost;

    public string Description => "embedded";

    public bool IsOnTraceClock => true;

    public Task Failure { get; } = new TaskCompletionSource().Task;

    public static async Task<EmbeddedPubSub> StartAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        var sender = new HttpPushSender();
        // Faults are never switched on here: the random numbers decide nothing.
        var broker = new PubSubBroker(clock, new Random(0), sender.SendAsync);
        return new(sender, broker, await PubSubServer.StartAsync(broker, cancellationToken: cancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await broker.DisposeAsync();
        sender.Dispose();
    }
}
