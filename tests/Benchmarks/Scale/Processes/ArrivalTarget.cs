using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Loadgen.Benchmarks.Scale.Processes;

/// <summary>A target that notes when each request arrived, and answers at once. It costs little: others need the processor.</summary>
/// <remarks>Written on sockets: a server's own way to a request takes longer than what is measured with it.</remarks>
internal sealed class ArrivalTarget(int port)
{
    /// <summary>Answers all moments since the last time, as ticks of UTC, one a line.</summary>
    public const string Arrivals = "/_arrivals";

    private static readonly byte[] Answer = Encoding.ASCII.GetBytes(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n{\"ok\":true}");

    private static readonly byte[] ArrivalsRequest = Encoding.ASCII.GetBytes($"GET {Arrivals} ");

    private readonly Lock _lock = new();
    private readonly List<long> _arrivals = new(1 << 20);

    public async Task ServeAsync()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        listener.Listen(backlog: 4096);
        while (true)
            _ = ServeAsync(await listener.AcceptAsync());
    }

    private async Task ServeAsync(Socket accepted)
    {
        using var socket = accepted;
        socket.NoDelay = true;
        var buffer = ArrayPool<byte>.Shared.Rent(8192);
        try
        {
            var length = 0;
            while (await socket.ReceiveAsync(buffer.AsMemory(length)) is var read and > 0)
            {
                if (length == 0)
                    Note(buffer.AsSpan(0, read));
                length += read;
                if (!IsWhole(buffer.AsSpan(0, length)))
                    continue;
                await socket.SendAsync(buffer.AsSpan(0, length).StartsWith(ArrivalsRequest) ? TakeArrivals() : Answer);
                length = 0;
            }
        }
        catch (SocketException)
        {
            // The caller is gone.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Note(ReadOnlySpan<byte> request)
    {
        var now = TimeProvider.System.GetUtcNow().Ticks;
        if (request.StartsWith(ArrivalsRequest))
            return;
        lock (_lock)
            _arrivals.Add(now);
    }

    private byte[] TakeArrivals()
    {
        string body;
        lock (_lock)
        {
            body = string.Join('\n', _arrivals.Select(ticks => ticks.ToString(CultureInfo.InvariantCulture)));
            _arrivals.Clear();
        }

        return Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
    }

    /// <summary>Whether a request is there with its body. All that call here say how long that is.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> request)
    {
        var end = request.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return false;
        var body = 0;
        foreach (var line in request[..end].Split("\r\n"u8))
        {
            var text = request[line];
            if (text.Length > 15 && Ascii.EqualsIgnoreCase(text[..15], "Content-Length:"u8))
                body = int.Parse(text[15..], NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture);
        }

        return request.Length >= end + 4 + body;
    }
}
