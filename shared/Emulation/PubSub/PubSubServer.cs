using Loadgen.Emulation.Hosting;
using Loadgen.Emulation.PubSub.Grpc;
using Loadgen.Emulation.PubSub.Http;
using Microsoft.AspNetCore.Http;

namespace Loadgen.Emulation.PubSub;

/// <summary>
/// The face of a broker on the loopback interface, for programs in other processes: what <c>PUBSUB_EMULATOR_HOST</c> points at. It speaks
/// REST and, for publishing, gRPC on the same port.
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
    /// <param name="broker">The broker; disposing of the server leaves it alone.</param>
    /// <param name="port">The port on 127.0.0.1; 0 for one that is free.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<PubSubServer> StartAsync(PubSubBroker broker, int port = 0, CancellationToken cancellationToken = default) =>
        new(await LoopbackServer.StartAsync(port, HandlerOf(broker), cancellationToken));

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static RequestDelegate HandlerOf(PubSubBroker broker)
    {
        var rest = new PubSubApi(broker);
        var grpc = new GrpcApi(broker);
        return context => GrpcApi.IsCall(context.Request) ? grpc.HandleAsync(context) : rest.HandleAsync(context);
    }
}
