using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Loadgen.Benchmarks;

/// <summary>A loopback target that answers at once, or never.</summary>
internal sealed class Target : IDisposable
{
    private static readonly byte[] Answer = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{\"ok\":true}");

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2? _certificate;
    private readonly bool _answers;

    public Target(bool tls, bool answers)
    {
        _certificate = tls ? CreateCertificate() : null;
        _answers = answers;
        _listener.Start(backlog: 1000);
        Url = new UriBuilder(tls ? "https" : "http", "localhost", ((IPEndPoint)_listener.LocalEndpoint).Port).Uri;
        _ = AcceptAsync();
    }

    public Uri Url { get; }

    public void Dispose()
    {
        _listener.Dispose();
        _certificate?.Dispose();
    }

    private static X509Certificate2 CreateCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception exception) when (exception is SocketException or InvalidOperationException)
        {
            // Disposed of.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        client.NoDelay = true;
        try
        {
            await using Stream stream = _certificate is null ? client.GetStream() : new SslStream(client.GetStream());
            if (stream is SslStream tls)
                await tls.AuthenticateAsServerAsync(_certificate!);

            var buffer = new byte[4096];
            int read;
            while ((read = await stream.ReadAsync(buffer)) > 0)
            {
                if (_answers && buffer[read - 1] == (byte)'}')
                    await stream.WriteAsync(Answer);
            }
        }
        catch (IOException)
        {
            // The caller is gone.
        }
    }
}
