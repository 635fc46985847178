using Loadgen.Emulation.PubSub;

namespace Loadgen.Cli.Up.PubSub;

/// <summary>The embedded broker, on the trace's clock, in this process.</summary>
internal sealed class EmbeddedPubSub : ILocalPubSub
{
    private readonly HttpPushSender _sender;
    private readonly PubSubBroker _broker;
    private readonly PubSubServer _server;

    private EmbeddedPubSub(HttpPushSender sender, PubSubBroker broker, PubSubServer server)
    {
        _sender = sender;
        _broker = broker;
        _server = server;
    }

    public string EmulatorHost => _server.EmulatorHost;

    public string Description => "embedded";

    public bool IsOnTraceClock => true;

    public Task Failure { get; } = new TaskCompletionSource().Task;

    /// <summary>Starts it.</summary>
    public static async Task<EmbeddedPubSub> StartAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        var sender = new HttpPushSender();
        // Nothing is disturbed here, so that its random numbers decide nothing.
        var broker = new PubSubBroker(clock, new Random(0), sender.SendAsync);
        return new(sender, broker, await PubSubServer.StartAsync(broker, cancellationToken: cancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _broker.DisposeAsync();
        _sender.Dispose();
    }
}
