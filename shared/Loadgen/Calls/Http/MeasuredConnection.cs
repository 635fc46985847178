using System.Net;
using System.Net.Security;

namespace Loadgen.Calls.Http;

/// <summary>
/// One connection for one request. The handler belongs to the call: in a shared one, a connection that was opened for one request may be
/// given to another, and neither's time would be its own.
/// </summary>
internal sealed class MeasuredConnection : IDisposable
{
    private readonly CallStopwatch _stopwatch;
    private readonly TcpConnector _connector;
    private readonly CancellationToken _callToken;
    private readonly HttpMessageInvoker _invoker;
    private int _connections;

    /// <param name="connector">Makes the connection. Disposed of with this.</param>
    /// <param name="stopwatch">Runs from <see cref="SendAsync"/> on.</param>
    /// <param name="verifyTls">Whether the certificate must be valid.</param>
    /// <param name="callToken">Ends the call, and with it an attempt to connect, which the HTTP stack would let go on for a while.</param>
    public MeasuredConnection(TcpConnector connector, CallStopwatch stopwatch, bool verifyTls, CancellationToken callToken)
    {
        _connector = connector;
        _stopwatch = stopwatch;
        _callToken = callToken;
        _invoker = new HttpMessageInvoker(CreateHandler(verifyTls));
    }

    /// <summary>Starts the stopwatch and sends. Done when the answer's header has arrived; the body is still to be read.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        _stopwatch.Start();
        return _invoker.SendAsync(request, _callToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _invoker.Dispose();
        _connector.Dispose();
    }

    private SocketsHttpHandler CreateHandler(bool verifyTls) => new()
    {
        ConnectCallback = ConnectAsync,
        PlaintextStreamFilter = Connected,

        // One request, one connection, one answer: what is measured and logged is what this URL did, not what it led to.
        PooledConnectionLifetime = TimeSpan.Zero,
        AllowAutoRedirect = false,
        UseCookies = false,
        PreAuthenticate = false,

        // With a proxy the name would be resolved and the connection made by somebody else, unmeasured.
        UseProxy = false,

        // The bytes that are counted are those on the wire, and the target gets no header that the configuration does not know.
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,

        // The call has one timeout, on the injected clock.
        ConnectTimeout = Timeout.InfiniteTimeSpan,
        MaxResponseDrainSize = 0,
        SslOptions = new SslClientAuthenticationOptions
        {
            // Every latency includes the same steps: a resumed session would spare later calls half of the handshake.
            AllowTlsResume = false,
            RemoteCertificateValidationCallback = verifyTls ? null : AcceptAny,
        },
    };

    private static bool AcceptAny(
        object sender, System.Security.Cryptography.X509Certificates.X509Certificate? certificate,
        System.Security.Cryptography.X509Certificates.X509Chain? chain, SslPolicyErrors errors) => true;

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _connections) > 1)
            throw new CallRefusedException("Repeat", "the request was about to get a second connection");

        using var either = CancellationTokenSource.CreateLinkedTokenSource(_callToken, cancellationToken);
        return await _connector.ConnectAsync(context.DnsEndPoint, either.Token);
    }

    private ValueTask<Stream> Connected(SocketsHttpPlaintextStreamFilterContext context, CancellationToken cancellationToken)
    {
        _stopwatch.End(CallPart.Tls);
        return ValueTask.FromResult<Stream>(new FirstByteStream(context.PlaintextStream, _stopwatch));
    }
}
