using Loadgen.Emulation.Hosting;
using Loadgen.Emulation.PubSub.Grpc;
using Loadgen.Emulation.PubSub.Http;

namespace Loadgen.Emulation.PubSub;

/// <summary>
/// Serves a broker on the loopback interface, for programs in other processes: what <c>PUBSUB_EMULATOR_HOST</c> points at. It speaks REST
/// and, for publishing, gRPC on the same port.
/// </summary>
public sealed class PubSubServer : IAsyncDisposable
{
    private readonly LoopbackServer _server;

    private PubSubServer(LoopbackServer server) => _server = server;

    /// <summary>Where it serves: <c>http://127.0.0.1:port/</c>.</summary>
    public Uri BaseUri => _server.Address;

    /// <summary>What <c>PUBSUB_EMULATOR_HOST</c> is set to: <c>127.0.0.1:port</c>.</summary>
    public string EmulatorHost => _server.Address.Authority;

    /// <summary>Starts to serve a broker.</summary>
    /// <param name="broker">Disposing of the server leaves it alone.</param>
    /// <param name="port">The port on 127.0.0.1; 0 for one that is free.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<PubSubServer> StartAsync(PubSubBroker broker, int port = 0, CancellationToken cancellationToken = default)
    {
        var rest = new PubSubApi(broker);
        var grpc = new GrpcApi(broker);
        return new(await LoopbackServer.StartAsync(
            port,
            context => GrpcApi.IsCall(context.Request) ? grpc.HandleAsync(context) : rest.HandleAsync(context),
            cancellationToken));
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
