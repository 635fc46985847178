using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Loadgen.Calls.Http;

/// <summary>
/// Somebody to call for the sake of calling: answers one small request after the other on a loopback port, as a target would.
/// </summary>
internal sealed class LoopbackTarget : IDisposable
{
    private const string UnansweredPath = "/unanswered";

    private static readonly byte[] Answer = Encoding.ASCII.GetBytes(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n" +
        "d\r\n{\"warm\":true}\r\n0\r\n\r\n");

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2? _certificate;

    /// <summary>Starts to listen.</summary>
    public LoopbackTarget(bool tls, TimeProvider time)
    {
        _certificate = tls ? CreateCertificate(time.GetUtcNow()) : null;
        _listener.Start();

        // By name, so that the resolver starts as well.
        var port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        Url = new UriBuilder(tls ? Uri.UriSchemeHttps : Uri.UriSchemeHttp, "localhost", port).Uri;
        _ = AnswerAllAsync();
    }

    /// <summary>Is answered.</summary>
    public Uri Url { get; }

    /// <summary>Gets its connection closed in place of an answer.</summary>
    public Uri UnansweredUrl => new(Url, UnansweredPath);

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Dispose();
        _certificate?.Dispose();
    }

    private static X509Certificate2 CreateCertificate(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));

        // Windows takes no key for TLS that only exists in memory, but one that was imported.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), password: null);
    }

    private async Task AnswerAllAsync()
    {
        while (true)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync();
                await AnswerAsync(client);
            }
            catch (Exception exception) when (exception is IOException or System.Security.Authentication.AuthenticationException)
            {
                // The caller gave up; the next one may not.
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return; // Closed.
            }
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        client.NoDelay = true;
        await using Stream stream = _certificate is null ? client.GetStream() : new SslStream(client.GetStream());
        if (stream is SslStream tls)
            await tls.AuthenticateAsServerAsync(_certificate!);

        // Only the body ends with a brace.
        var request = new byte[4096];
        var length = 0;
        int read;
        do
        {
            read = await stream.ReadAsync(request.AsMemory(length));
            length += read;
        }
        while (read > 0 && request[length - 1] != (byte)'}');

        if (request.AsSpan(0, length).IndexOf(Encoding.ASCII.GetBytes(UnansweredPath)) < 0)
            await stream.WriteAsync(Answer);
    }
}
