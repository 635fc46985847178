using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Loadgen.Emulation.Hosting;

/// <summary>
/// Lets one cleartext port serve HTTP/1.1 and HTTP/2 with prior knowledge, as gRPC clients of emulators speak it. Kestrel's endpoints serve
/// one of the two where there is no TLS to negotiate in: so the port's endpoint looks at the first bytes of each connection, and hands
/// those of HTTP/2 over to an endpoint without a port, which this is the transport of.
/// </summary>
internal sealed class Http2Handover : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    // No method of HTTP/1.1 is called so: it is how every HTTP/2 connection begins.
    private static ReadOnlySpan<byte> Preface => "PRI "u8;

    private readonly Channel<ConnectionContext> _connections = Channel.CreateUnbounded<ConnectionContext>();

    /// <summary>What the endpoint for HTTP/2 listens on.</summary>
    internal EndPoint EndPoint { get; } = new HandoverEndPoint();

    public bool CanBind(EndPoint endpoint) => ReferenceEquals(endpoint, EndPoint);

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        new(new Listener(endpoint, _connections));

    /// <summary>Serves a connection of the port: as HTTP/2 by the other endpoint, or as HTTP/1.1 by the next middleware.</summary>
    internal async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var closing = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? CancellationToken.None;
        switch (await IsHttp2Async(connection, closing))
        {
            case true:
                var handedOver = new HandedOverConnection(connection);
                if (_connections.Writer.TryWrite(handedOver))
                    await handedOver.Ended;
                break;
            case false:
                await next(connection);
                break;
            default:
                // It ends without having said anything, or the server does.
                break;
        }
    }

    // Looks at the bytes and leaves them where they are.
    private static async Task<bool?> IsHttp2Async(ConnectionContext connection, CancellationToken closing)
    {
        var input = connection.Transport.Input;
        while (true)
        {
            try
            {
                var read = await input.ReadAsync(closing);
                var known = read.Buffer.Slice(0, Math.Min(read.Buffer.Length, Preface.Length));
                var start = new byte[known.Length];
                System.Buffers.BuffersExtensions.CopyTo(known, start);
                var isPreface = Preface.StartsWith(start);
                if (!isPreface || start.Length == Preface.Length)
                {
                    input.AdvanceTo(read.Buffer.Start);
                    return isPreface;
                }

                input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                if (read.IsCompleted)
                    return null;
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                return null;
            }
        }
    }

    private sealed class HandoverEndPoint : EndPoint
    {
        public override string ToString() => "http2-handover";
    }

    private sealed class Listener(EndPoint endPoint, Channel<ConnectionContext> connections) : IConnectionListener
    {
        public EndPoint EndPoint { get; } = endPoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
            await connections.Reader.WaitToReadAsync(cancellationToken) && connections.Reader.TryRead(out var connection) ? connection : null;

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
        {
            connections.Writer.TryComplete();
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync() => UnbindAsync();
    }
}
