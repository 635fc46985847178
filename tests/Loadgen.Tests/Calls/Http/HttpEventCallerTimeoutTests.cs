using System.Net;
using Loadgen.Calls;
using Loadgen.Calls.Http;
using Loadgen.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace Loadgen.Tests.Calls.Http;

/// <summary>
/// A call has so much time and no more, wherever it spends it; on a clock that is moved by hand, so that the parts are known.
/// </summary>
public sealed class HttpEventCallerTimeoutTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new(new(2026, 1, 20, 13, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task In_name_resolution()
    {
        var asked = new TaskCompletionSource();
        var caller = Calling.Caller(_time, resolve: async (_, cancellationToken) =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellationToken);
            return [];
        });

        var call = caller.CallAsync(Calling.To("http://slow.example/"));
        await asked.Task;

        AssertTimedOut(await EndAsync(call), new CallTimings(null, null, null, null, null));
    }

    [Fact]
    public async Task In_the_TLS_handshake()
    {
        var greeted = new TaskCompletionSource();
        await using var target = new ScriptedTarget(async exchange =>
        {
            await exchange.Stream.ReadExactlyAsync(new byte[1]);
            greeted.SetResult();
            await exchange.HangAsync();
        });
        var caller = Calling.Caller(_time, resolve: (_, _) =>
        {
            _time.Advance(3 * Second);
            return Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
        });

        var call = caller.CallAsync(Calling.To($"https://slow.example:{target.Port}/"));
        await greeted.Task.WaitAsync(Calling.TestTimeout, TimeProvider.System);

        AssertTimedOut(await EndAsync(call, 117), new CallTimings(3 * Second, TimeSpan.Zero, null, null, null));
    }

    [Fact]
    public async Task Before_the_first_byte()
    {
        await using var target = new ScriptedTarget(async exchange =>
        {
            await exchange.ReceiveAsync();
            await exchange.HangAsync();
        });

        var call = Calling.Caller(_time).CallAsync(target.Target());
        await target.Arrived.Task.WaitAsync(Calling.TestTimeout, TimeProvider.System);

        AssertTimedOut(await EndAsync(call), new CallTimings(TimeSpan.Zero, TimeSpan.Zero, null, null, null));
    }

    [Fact]
    public async Task In_the_body()
    {
        // More than the sockets in between can hold, so that the caller has surely read some of what has been sent.
        const int Half = 32 * 1024 * 1024;
        var halfSent = new TaskCompletionSource();
        await using var target = new ScriptedTarget(async exchange =>
        {
            await exchange.ReceiveAsync();
            _time.Advance(2 * Second);
            await exchange.SendAsync($"HTTP/1.1 200 OK\r\nContent-Length: {2 * Half}\r\n\r\n{new string('x', Half)}");
            halfSent.SetResult();
            await exchange.HangAsync();
        });

        var call = Calling.Caller(_time).CallAsync(target.Target());
        await halfSent.Task.WaitAsync(Calling.TestTimeout, TimeProvider.System);
        var result = await EndAsync(call, 118);

        AssertTimedOut(result, new CallTimings(TimeSpan.Zero, TimeSpan.Zero, null, 2 * Second, null));
        Assert.Equal(200, result.StatusCode);
        Assert.InRange(result.ResponseBytes, 1, Half);
        Assert.Equal(new string('x', 1000), result.ResponseSnippet);
    }

    [Fact]
    public async Task In_a_body_without_end()
    {
        var flowing = new TaskCompletionSource();
        await using var target = new ScriptedTarget(async exchange =>
        {
            await exchange.ReceiveAsync();
            await exchange.SendAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (var chunk = 0; ; chunk++)
            {
                await exchange.SendAsync($"10000\r\n{new string('x', 0x10000)}\r\n");
                if (chunk == 1000)
                    flowing.SetResult();
            }
        });

        var call = Calling.Caller(_time).CallAsync(target.Target());
        await flowing.Task.WaitAsync(Calling.TestTimeout, TimeProvider.System);
        var result = await EndAsync(call);

        Assert.Equal(Outcome.Timeout, result.Outcome);
        Assert.True(result.ResponseBytes > ResponseReader.KeptBytes);
        Assert.Equal(new string('x', 1000), result.ResponseSnippet);
        Calling.AssertPartsAddUp(result);
    }

    [Fact]
    public async Task While_it_waits_for_its_token_nothing_is_sent()
    {
        await using var target = ScriptedTarget.Answering("HTTP/1.1 200 OK\r\n\r\n");
        var tokens = new HangingIdTokens(_time);

        var call = Calling.Caller(_time, authMode: AuthMode.Oidc, idTokens: tokens).CallAsync(target.Target());
        await tokens.Asked.Task;
        var result = await EndAsync(call);

        Assert.Equal($"Auth: no ID token for {target.Authority}: not in time", result.Error);
        Assert.Equal(Outcome.ConnectionError, result.Outcome);
        Assert.Equal(0, target.Connections);
    }

    [Fact]
    public async Task Given_up_before_that_it_has_no_result_wherever_it_is()
    {
        using var end = new CancellationTokenSource();
        var tokens = new HangingIdTokens(_time);
        var halfSent = new TaskCompletionSource();
        await using var target = new ScriptedTarget(async exchange =>
        {
            await exchange.AnswerAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{");
            halfSent.SetResult();
            await exchange.HangAsync();
        });

        var waiting = Calling.Caller(_time, authMode: AuthMode.Oidc, idTokens: tokens).CallAsync(target.Target(), end.Token);
        var answered = Calling.Caller(_time).CallAsync(target.Target(), end.Token);
        await tokens.Asked.Task;
        await halfSent.Task.WaitAsync(Calling.TestTimeout, TimeProvider.System);
        await end.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answered);
        Assert.Equal(1, target.Connections);
    }

    [Fact]
    public async Task An_answer_just_in_time_is_one()
    {
        await using var target = new ScriptedTarget(async exchange =>
        {
            await exchange.ReceiveAsync();
            _time.Advance((120 * Second) - TimeSpan.FromTicks(1));
            await exchange.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        });

        var result = await Calling.Caller(_time).CallAsync(target.Target());

        Assert.Equal(Outcome.Ok, result.Outcome);
        Assert.Equal((120 * Second) - TimeSpan.FromTicks(1), result.Latency);
        Calling.AssertPartsAddUp(result);
    }

    private static void AssertTimedOut(CallResult result, CallTimings timings)
    {
        Assert.Equal(Outcome.Timeout, result.Outcome);
        Assert.Equal("Timeout: no complete answer within 120 s", result.Error);
        Assert.Equal(timings, result.Timings);
        Assert.Equal(120 * Second, result.Latency);
        Calling.AssertPartsAddUp(result);
    }

    private async Task<CallResult> EndAsync(Task<CallResult> call, int seconds = 120)
    {
        Assert.False(call.IsCompleted);
        _time.Advance(seconds * Second);
        return await call;
    }

    private sealed class HangingIdTokens(TimeProvider time) : IIdTokenSource
    {
        public TaskCompletionSource Asked { get; } = new();

        public async Task<string> GetTokenAsync(Uri origin, CancellationToken cancellationToken)
        {
            Asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
            return "never";
        }
    }
}
