using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Loadgen.Cli.Local;
using Loadgen.Cli.Local.Hosting.Processes;
using Microsoft.Extensions.Time.Testing;

namespace Loadgen.Cli.Tests.Local.Hosting;

/// <summary>Servers that are slow or broken: shell scripts, for which the test itself listens.</summary>
public sealed class LocalProcessTests : IDisposable
{
    /// <summary>Against a hang.</summary>
    private static readonly TimeSpan TestTimeout = TimeSpan.FromMinutes(10);

    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentQueue<string> _said = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public void Dispose()
    {
        _listener.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_start_that_takes_minutes_is_waited_for_and_the_log_says_so()
    {
        var time = new FakeTimeProvider();
        var port = FreePort.Next();
        await using var process = new LocalProcess("slow", Script("exec sleep 1000"), port, _said.Enqueue, time);

        var starting = process.StartAsync(CancellationToken.None);
        for (var second = 0; second < 240; second++)
            await PassASecondAsync(time);
        Assert.False(starting.IsCompleted);
        Assert.Contains($"loadgen: slow does not listen on port {port} yet, and is waited for.", _said);

        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        while (!starting.IsCompleted)
            await PassASecondAsync(time);
        await starting;
    }

    [Fact]
    public async Task A_server_that_never_listens_is_given_up_after_minutes()
    {
        var time = new FakeTimeProvider();
        await using var process = new LocalProcess("mute", Script("exec sleep 1000"), FreePort.Next(), _said.Enqueue, time);

        var starting = process.StartAsync(CancellationToken.None);
        while (!starting.IsCompleted)
            await PassASecondAsync(time);

        var failure = await Assert.ThrowsAsync<LocalCloudException>(() => starting);
        Assert.EndsWith("after 5 minutes.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_in_a_crash_loop_is_given_up()
    {
        _listener.Start();
        var port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        var marker = Path.Combine(_folder.Path, "once");
        var once = Script($"[ -e {marker} ] && exit 3; touch {marker}; while [ ! -e {marker}.end ]; do sleep 0.1; done");
        await using var process = new LocalProcess("weak", once, port, _said.Enqueue, TimeProvider.System);

        await process.StartAsync(CancellationToken.None);
        await File.WriteAllTextAsync($"{marker}.end", "");

        var failure = await Assert.ThrowsAsync<LocalCloudException>(() => process.Failure.Task.WaitAsync(TestTimeout, TimeProvider.System));
        Assert.Equal("weak cannot be kept alive.", failure.Message);
        Assert.Contains("loadgen: weak ended by itself with exit code 3; it is started again.", _said);
    }

    [Fact]
    public async Task A_taken_port_is_told_apart_from_a_program_that_cannot_start()
    {
        _listener.Start();
        // By a client's end of a connection: nobody listens there, and nobody can.
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)_listener.LocalEndpoint);
        var taken = ((IPEndPoint)client.Client.LocalEndPoint!).Port;
        await using var late = new LocalProcess("late", Script("exit 1"), taken, _said.Enqueue, TimeProvider.System);
        await using var broken = new LocalProcess("broken", Script("exit 1"), FreePort.Next(), _said.Enqueue, TimeProvider.System);

        await Assert.ThrowsAsync<PortTakenException>(() => late.StartAsync(CancellationToken.None));
        Assert.IsType<LocalCloudException>(await Record.ExceptionAsync(() => broken.StartAsync(CancellationToken.None)));
    }

    private static ProgramStart Script(string script) => new("sh", ["-c", script]);

    /// <summary>A second of the fake clock, with a moment of real time for what it wakes.</summary>
    private static async Task PassASecondAsync(FakeTimeProvider time)
    {
        time.Advance(TimeSpan.FromSeconds(1));
        await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
    }
}
