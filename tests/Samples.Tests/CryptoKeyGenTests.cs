using Loadgen.Samples.Logs;
using Loadgen.Samples.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Loadgen.Samples.Tests;

public sealed class CryptoKeyGenTests : IDisposable
{
    private readonly SampleServer _server = SampleServer.Start<CryptoKeyGen>();

    [Theory]
    [InlineData(1024, "the shortest")]
    [InlineData(2048, "a usual one")]
    [InlineData(1032, "any multiple of 8")]
    public async Task Every_request_makes_a_key_pair_of_its_own_of_that_length(int bits, string reason)
    {
        var first = await _server.PostAsync($$"""{"bits":{{bits}}}""");
        var second = await _server.PostAsync($$"""{"bits":{{bits}}}""");

        Assert.Equal(("ok", $"{bits}", reason), (first.Text("status"), first.Raw("bits"), reason));
        Assert.Matches("^sha256:[0-9a-f]{64}$", first.Text("fingerprint"));
        Assert.NotEqual(first.Text("fingerprint"), second.Text("fingerprint"));
    }

    [Theory]
    [InlineData("1023", 422, "found 1023; allowed: a whole number from 1024 to 16384", "too short")]
    [InlineData("16385", 422, "found 16385; allowed: a whole number from 1024 to 16384", "too long")]
    [InlineData("1025", 422, "found 1025; allowed: a multiple of 8 from 1024 to 16384", "no length that keys have")]
    [InlineData("2048.5", 422, "found 2048.5; allowed: a whole number from 1024 to 16384", "not whole")]
    [InlineData("1e400", 422, "found 1e400; allowed: a whole number from 1024 to 16384", "beyond any number type")]
    [InlineData("\"4096\"", 400, "found the text '4096'; allowed: a whole number from 1024 to 16384", "text")]
    [InlineData("true", 400, "found true; allowed: a whole number from 1024 to 16384", "a boolean")]
    [InlineData("null", 400, "found nothing; allowed: a whole number from 1024 to 16384", "nothing")]
    public async Task Other_lengths_are_refused(string bits, int status, string error, string reason)
    {
        var reply = await _server.PostAsync($$"""{"bits":{{bits}}}""");

        Assert.Equal((status, $"bits: {error}", reason), ((int)reply.Status, reply.Text("error"), reason));
    }

    [Fact]
    public async Task A_caller_that_hangs_up_is_not_kept_waiting_for_the_key()
    {
        using var caller = new CancellationTokenSource();
        var logged = new TaskCompletionSource<RequestLine>();
        // The first thing that a function asks for. A request that is given up before that reaches none.
        var received = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ProcessUsage Usage()
        {
            received.TrySetResult();
            return SampleServer.Host.Usage();
        }

        using var server = SampleServer.Start<CryptoKeyGen>(services => services
            .AddSingleton<RequestLog>(logged.SetResult).AddSingleton(SampleServer.Host with { Usage = Usage }));
        var call = server.PostAsync("""{"bits":8192}"""u8.ToArray(), cancellationToken: caller.Token);

        await received.Task;
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(499, (await logged.Task).Status);
    }

    [Fact]
    public async Task A_get_is_refused()
    {
        using var get = new HttpRequestMessage(HttpMethod.Get, "/");

        var reply = await _server.SendAsync(get);

        Assert.Equal((405, "POST"), ((int)reply.Status, reply.Allow));
    }

    public void Dispose() => _server.Dispose();
}
