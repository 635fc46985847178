using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Loadgen.Emulation.Hosting;

/// <summary>
/// Lets one cleartext port serve HTTP/1.1 and HTTP/2 with prior knowledge, as gRPC clients of emulators speak it. Without TLS to negotiate
/// in, a Kestrel endpoint serves only one of the two. So the port's endpoint looks at the first bytes of each connection and hands those
/// of HTTP/2 over to an endpoint without a port; this is that endpoint's transport.
/// </summary>
internal sealed class Http2Handover : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    // Every HTTP/2 connection begins with it, and no HTTP/1.1 method has that name.
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
        var lifetime = connection.Features.Get<IConnectionLifetimeNotificationFeature>();
        switch (await IsHttp2Async(connection, lifetime?.ConnectionClosedRequested ?? CancellationToken.None))
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
                // The connection ended without a word, or the server is stopping.
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

    /// <summary>A connection as the other endpoint gets it: that endpoint says when it is done, the first one disposes of it.</summary>
    private sealed class HandedOverConnection : DefaultConnectionContext
    {
        private readonly ConnectionContext _owned;
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public HandedOverConnection(ConnectionContext owned)
            : base(owned.ConnectionId)
        {
            _owned = owned;
            Transport = owned.Transport;
            ConnectionClosed = owned.ConnectionClosed;
            LocalEndPoint = owned.LocalEndPoint;
            RemoteEndPoint = owned.RemoteEndPoint;
            Features.Set(owned.Features.Get<IMemoryPoolFeature>());
        }

        public Task Ended => _ended.Task;

        public override void Abort(ConnectionAbortedException abortReason) => _owned.Abort(abortReason);

        public override ValueTask DisposeAsync()
        {
            _ended.TrySetResult();
            return base.DisposeAsync();
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
            await connections.Reader.WaitToReadAsync(cancellationToken) && connections.Reader.TryRead(out var connection)
                ? connection
                : null;

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
        {
            connections.Writer.TryComplete();
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync() => UnbindAsync();
    }
}
