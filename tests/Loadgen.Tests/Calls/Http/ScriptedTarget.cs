using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Loadgen.Calls;
using Loadgen.Configuration;

namespace Loadgen.Tests.Calls.Http;

/// <summary>A loopback target that does to each connection what a test's script says, byte by byte where it must.</summary>
internal sealed class ScriptedTarget : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<Exchange, Task> _script;
    private readonly X509Certificate2? _certificate;
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Task _accepting;

    public ScriptedTarget(Func<Exchange, Task> script, X509Certificate2? certificate = null)
    {
        _script = script;
        _certificate = certificate;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string Authority => $"127.0.0.1:{Port}";

    public int Connections { get; private set; }

    /// <summary>Every request that arrived whole: header and body.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Ends when a request has arrived whole.</summary>
    public TaskCompletionSource Arrived { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when a connection was accepted.</summary>
    public TaskCompletionSource Accepted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CallTarget Target(string path = "/", string? host = null, CallCredentials? credentials = null) =>
        new(
            new Uri($"{(_certificate is null ? "http" : "https")}://{host ?? "127.0.0.1"}:{Port}{path}"),
            credentials ?? CallCredentials.None);

    /// <summary>Answers with these bytes, then closes.</summary>
    public static ScriptedTarget Answering(string answer) => new(exchange => exchange.AnswerAsync(answer));

    public static ScriptedTarget AnsweringBody(string status, byte[] body, string headers = "") => new(async exchange =>
    {
        await exchange.ReceiveAsync();
        await exchange.SendAsync($"HTTP/1.1 {status}\r\n{headers}Content-Length: {body.Length}\r\n\r\n");
        await exchange.Stream.WriteAsync(body);
    });

    public static X509Certificate2 Certificate(string name = "localhost", int validFromDays = -1, int validToDays = 1)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        alternatives.AddDnsName(name);
        request.CertificateExtensions.Add(alternatives.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(validFromDays), now.AddDays(validToDays));
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_connections);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_end.Token);
                Connections++;
                Accepted.TrySetResult();
                _connections.Add(ServeAsync(socket));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        try
        {
            await using Stream stream = _certificate is null
                ? new NetworkStream(socket, ownsSocket: true)
                : new SslStream(new NetworkStream(socket, ownsSocket: true));
            if (stream is SslStream tls)
                await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _end.Token);
            await _script(new Exchange(this, socket, stream, _end.Token));
        }
        catch (Exception exception) when (exception
            is IOException or SocketException or OperationCanceledException or ObjectDisposedException
            or System.Security.Authentication.AuthenticationException)
        {
            // The caller went away, or the test is over.
        }
    }

    /// <summary>One accepted connection.</summary>
    internal sealed record Exchange(ScriptedTarget Owner, Socket Socket, Stream Stream, CancellationToken End)
    {
        public async Task<string> ReceiveAsync()
        {
            var bytes = new List<byte>();
            var buffer = new byte[4096];
            while (true)
            {
                var text = Encoding.Latin1.GetString([.. bytes]);
                var headerEnd = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
                if (headerEnd >= 0 && bytes.Count >= headerEnd + 4 + LengthIn(text[..headerEnd]))
                {
                    Owner.Requests.Enqueue(text);
                    Owner.Arrived.TrySetResult();
                    return text;
                }

                var read = await Stream.ReadAsync(buffer, End);
                if (read == 0)
                    throw new IOException("The caller closed the connection.");
                bytes.AddRange(buffer.AsSpan(0, read));
            }
        }

        public Task SendAsync(string text) => Stream.WriteAsync(Encoding.Latin1.GetBytes(text), End).AsTask();

        public async Task AnswerAsync(string answer)
        {
            await ReceiveAsync();
            await SendAsync(answer);
        }

        public Task HangAsync() => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, End);

        public void Reset()
        {
            Socket.LingerState = new LingerOption(true, 0);
            Socket.Close();
        }

        private static int LengthIn(string header)
        {
            const string Name = "Content-Length: ";
            var at = header.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
            return at < 0 ? 0 : int.Parse(header[(at + Name.Length)..].Split('\r')[0], System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}
