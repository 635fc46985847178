using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Loadgen.Testing.Processes;

namespace Loadgen.Benchmarks.Scale.Processes;

/// <summary>A server in a process of its own. What it prints goes to a file: a reader in this process would take processor time.</summary>
internal sealed class Server : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(2);

    private readonly ChildProcess _process;
    private readonly string _name;
    private readonly string _log;

    private Server(string name, ChildProgram program, int port, string log)
    {
        (_name, _log, Port) = (name, log, port);
        _process = new(program, static _ => { }, static _ => { });
    }

    public string Name => _name;

    public int Port { get; }

    public Uri Address => new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", Port).Uri;

    public ProcessFigures Figures => ProcessFigures.Of(_process.Id);

    /// <summary>Never ends well: fails when the server has ended.</summary>
    public Task Failure { get; private set; } = Task.CompletedTask;

    /// <summary>Starts a server; done when it listens.</summary>
    /// <param name="program">A program that listens on the port that it is given.</param>
    /// <param name="folder">Where what it prints is written.</param>
    public static async Task<Server> StartAsync(
        string name, Func<int, ChildProgram> program, string folder, CancellationToken cancellationToken)
    {
        var port = FreePort();
        var log = Path.Combine(folder, $"{name}.log");
        var wanted = program(port);
        var server = new Server(name, wanted with
        {
            // The shell is replaced by the program: its ID is the program's.
            File = "sh",
            Arguments = ["-c", "log=$1; shift; exec \"$@\" >\"$log\" 2>&1", "sh", log, wanted.File, .. wanted.Arguments],
        }, port, log);
        server.Failure = server.FailAsync();
        try
        {
            await server.ListensAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A port that was free a moment ago. The system hands them out in turn: the next caller does not get the same one.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async Task ListensAsync(CancellationToken cancellationToken)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(begun) < StartTimeout)
        {
            if (Failure.IsCompleted)
                await Failure;
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, Port, cancellationToken);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
            }
        }

        throw new ScaleException($"{_name} does not listen on port {Port} after {StartTimeout.TotalMinutes:0} minutes; see {_log}");
    }

    private async Task FailAsync()
    {
        var code = (await _process.Ended).ToString(CultureInfo.InvariantCulture);
        var last = string.Join("\n  ", File.Exists(_log) ? File.ReadLines(_log).TakeLast(10) : []);
        throw new ScaleException($"{_name} ended with exit code {code}; its last words in {_log}:\n  {last}");
    }
}
