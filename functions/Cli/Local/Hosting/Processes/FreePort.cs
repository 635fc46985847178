using System.Net;
using System.Net.Sockets;

namespace Loadgen.Cli.Local.Hosting.Processes;

/// <summary>Ports of this machine, and whether anybody has them.</summary>
internal static class FreePort
{
    /// <summary>How many ports are tried where somebody else is quicker each time.</summary>
    public const int MostAttempts = 5;

    /// <summary>A port that was free a moment ago. The system hands them out in turn: the next caller does not get the same one.</summary>
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>
    /// Whether a server could listen there now. A port may be taken without anybody listening: by a client, for its end of a connection.
    /// </summary>
    public static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Whether somebody listens there.</summary>
    public static async Task<bool> IsListeningAsync(int port, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

/// <summary>Somebody else took the port that a server was to listen on; another port would do.</summary>
internal sealed class PortTakenException(string message) : LocalCloudException(message);
