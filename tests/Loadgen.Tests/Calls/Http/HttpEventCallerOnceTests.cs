using System.Net.Sockets;
using Loadgen.Calls;
using Loadgen.Calls.Http;
using static Loadgen.Tests.Calls.Http.ScriptedTarget;

namespace Loadgen.Tests.Calls.Http;

/// <summary>At most one request, whatever a target does to tempt the HTTP stack into another.</summary>
public sealed class HttpEventCallerOnceTests
{
    private static readonly Dictionary<string, (Func<Exchange, Task> Script, string Kind)> Temptations = new(StringComparer.Ordinal)
    {
        ["closes at once"] = (_ => Task.CompletedTask, "ConnectionClosed|ConnectionReset"),
        ["resets at once"] = (exchange =>
        {
            exchange.Reset();
            return Task.CompletedTask;
        }, "ConnectionClosed|ConnectionReset"),
        ["reads the request and closes"] = (exchange => exchange.ReceiveAsync(), "ConnectionClosed"),
        ["reads the request and resets"] = (async exchange =>
        {
            await exchange.ReceiveAsync();
            exchange.Reset();
        }, "ConnectionReset"),
        ["reads half of the request and resets"] = (async exchange =>
        {
            await exchange.Stream.ReadExactlyAsync(new byte[20]);
            exchange.Reset();
        }, "ConnectionReset"),
        ["answers half a status line"] = (exchange => exchange.AnswerAsync("HTTP/1.1 2"), "ResponseTruncated"),
        ["answers half a body and resets"] = (async exchange =>
        {
            await exchange.AnswerAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nxxx");
            exchange.Reset();
        }, "ConnectionReset"),
        ["says 100 and closes"] = (exchange => exchange.AnswerAsync("HTTP/1.1 100 Continue\r\n\r\n"), "ResponseTruncated"),
    };

    public static TheoryData<string> Names => [.. Temptations.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_broken_connection_is_not_tried_again(string name)
    {
        var (script, kinds) = Temptations[name];
        await using var target = new ScriptedTarget(script);

        var result = await Calling.Caller().CallAsync(target.Target());

        Assert.Equal(Outcome.ConnectionError, result.Outcome);
        Assert.Contains(result.Error!.Split(':')[0], kinds.Split('|'));
        Assert.Equal(1, target.Connections);
        Assert.True(target.Requests.Count <= 1);
        Calling.AssertPartsAddUp(result);
    }

    [Theory]
    [InlineData(SocketError.ConnectionReset, "as it comes")]
    [InlineData(SocketError.Shutdown, "while the request goes out")]
    [InlineData(SocketError.NotConnected, "before anything is sent or read: a busy machine gets so far so late")]
    public void Whenever_a_reset_is_noticed_it_is_one(SocketError code, string reason)
    {
        var broken = new HttpRequestException("", new IOException("", new SocketException((int)code)));

        var described = CallFailure.Describe(broken, CallPart.FirstByte, new("http://127.0.0.1:1/"));

        Assert.True(described.StartsWith("ConnectionReset: ", StringComparison.Ordinal), reason);
    }

    [Fact]
    public async Task The_body_does_not_go_out_a_second_time_even_if_asked_to()
    {
        using var content = new OneShotContent(Calling.Body);
        using var first = new MemoryStream();
        await content.CopyToAsync(first);

        await Assert.ThrowsAsync<CallRefusedException>(() => content.CopyToAsync(Stream.Null));
        Assert.Equal(Calling.Body, first.ToArray());
    }

    [Fact]
    public async Task Each_call_has_a_connection_of_its_own_also_where_the_target_would_keep_one()
    {
        await using var target = new ScriptedTarget(async exchange =>
        {
            while (true)
                await exchange.AnswerAsync("HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n");
        });
        var caller = Calling.Caller();

        for (var call = 0; call < 3; call++)
            await caller.CallAsync(target.Target());

        Assert.Equal(3, target.Connections);
        Assert.Equal(3, target.Requests.Count);
        Assert.All(target.Requests, request => Assert.DoesNotContain("Cookie", request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_slow_target_delays_nobody_else()
    {
        await using var slow = new ScriptedTarget(exchange => exchange.HangAsync());
        await using var quick = Answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        using var end = new CancellationTokenSource();
        var caller = Calling.Caller();

        var held = Enumerable.Range(0, 100).Select(_ => caller.CallAsync(slow.Target(), end.Token)).ToList();
        var result = await caller.CallAsync(quick.Target());

        Assert.Equal(Outcome.Ok, result.Outcome);
        Assert.All(held, call => Assert.False(call.IsCompleted));
        await end.CancelAsync();
        foreach (var call in held)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task A_call_that_was_given_up_leaves_no_connection_behind()
    {
        var closed = new TaskCompletionSource();
        await using var target = new ScriptedTarget(async exchange =>
        {
            await exchange.ReceiveAsync();
            try
            {
                if (await exchange.Stream.ReadAsync(new byte[1]) == 0)
                    closed.SetResult();
            }
            catch (IOException error) when (error.InnerException is SocketException)
            {
                closed.SetResult();
            }
        });
        using var end = new CancellationTokenSource();

        var call = Calling.Caller().CallAsync(target.Target(), end.Token);
        await target.Arrived.Task.WaitAsync(Calling.TestTimeout, TimeProvider.System);
        await end.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await closed.Task.WaitAsync(Calling.TestTimeout, TimeProvider.System);
    }
}
