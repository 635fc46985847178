using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Loadgen.Cli.Local;
using Loadgen.Cli.Local.PubSub;
using Microsoft.Extensions.Time.Testing;

namespace Loadgen.Cli.Tests.Local.PubSub;

/// <summary>An emulator that is slow, and one that hangs.</summary>
public sealed class PubSubRestTests : IDisposable
{
    private const string Topic = "projects/p/topics/t";

    private readonly FakeTimeProvider _time = new();
    private readonly ConcurrentQueue<string> _said = new();
    private readonly TcpListener _emulator = new(IPAddress.Loopback, 0);
    private readonly PubSubRest _rest;

    public PubSubRestTests()
    {
        _emulator.Start();
        _rest = new($"{_emulator.LocalEndpoint}", _time, _said.Enqueue);
    }

    public void Dispose()
    {
        _rest.Dispose();
        _emulator.Dispose();
    }

    [Fact]
    public async Task An_answer_that_takes_minutes_is_waited_for_and_the_operator_is_told()
    {
        var creating = _rest.EnsureTopicAsync(Topic, CancellationToken.None);
        using var connection = await _emulator.AcceptTcpClientAsync();
        _time.Advance(TimeSpan.FromMinutes(4));
        await connection.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
        await creating;

        Assert.Contains($"loadgen: Pub/Sub at {_emulator.LocalEndpoint} has not answered PUT {Topic} yet, and is waited for.", _said);
    }

    [Fact]
    public async Task An_answer_that_never_comes_is_given_up_after_minutes()
    {
        var creating = _rest.EnsureTopicAsync(Topic, CancellationToken.None);
        using var connection = await _emulator.AcceptTcpClientAsync();
        _time.Advance(TimeSpan.FromMinutes(6));

        var failure = await Assert.ThrowsAsync<LocalCloudException>(() => creating);
        Assert.EndsWith("does not answer (not within 5 minutes).", failure.Message, StringComparison.Ordinal);
    }
}
