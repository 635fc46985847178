using System.Net;
using System.Net.Sockets;

namespace Loadgen.Cli.Up.Processes;

/// <summary>Ports that nobody listens on.</summary>
internal static class FreePort
{
    /// <summary>One that was free a moment ago. The system hands them out in turn, so that it does not give this one to the next who asks.</summary>
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
