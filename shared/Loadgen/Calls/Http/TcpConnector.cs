using System.Net;
using System.Net.Sockets;

namespace Loadgen.Calls.Http;

/// <summary>Looks a host's addresses up; throws a <see cref="SocketException"/> where there are none.</summary>
internal delegate Task<IPAddress[]> HostResolver(string host, CancellationToken cancellationToken);

/// <summary>Resolves a name and connects to it, and marks when either is done.</summary>
internal sealed class TcpConnector(HostResolver resolve, TimeProvider time, CallStopwatch stopwatch) : IDisposable
{
    /// <summary>
    /// How long an address is tried while there is another one. Longer than a lost SYN takes to be repeated, twice (1 s and 2 s), and short
    /// enough that a dead IPv6 route does not spoil the call.
    /// </summary>
    private static readonly TimeSpan TimeoutPerAddress = TimeSpan.FromSeconds(4);

    private Socket? _socket;

    /// <summary>Connects to the first address that answers, in the resolver's order.</summary>
    /// <exception cref="SocketException">No address, or the last one's failure.</exception>
    public async Task<Stream> ConnectAsync(DnsEndPoint endPoint, CancellationToken cancellationToken)
    {
        var addresses = await ResolveAsync(endPoint.Host, cancellationToken);
        for (var next = 0; ; next++)
        {
            var isLast = next == addresses.Length - 1;
            try
            {
                return await ConnectAsync(new IPEndPoint(addresses[next], endPoint.Port), isLast, cancellationToken);
            }
            catch (Exception exception) when (!isLast && !cancellationToken.IsCancellationRequested
                && exception is SocketException or OperationCanceledException)
            {
                // There is another address.
            }
        }
    }

    /// <summary>Closes the connection, also under a TLS handshake that would go on without the call that wanted it.</summary>
    public void Dispose() => _socket?.Dispose();

    private async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var address))
        {
            stopwatch.SkipDns();
            return [address];
        }

        var addresses = await resolve(host, cancellationToken);
        if (addresses.Length == 0)
            throw new SocketException((int)SocketError.NoData);

        stopwatch.End(CallPart.Dns);
        return addresses;
    }

    private async Task<Stream> ConnectAsync(IPEndPoint endPoint, bool isLast, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(isLast ? Timeout.InfiniteTimeSpan : TimeoutPerAddress, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _socket = socket;
        try
        {
            await socket.ConnectAsync(endPoint, either.Token);
            stopwatch.End(CallPart.Connect);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
