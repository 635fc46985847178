using System.Net;
using System.Net.Sockets;
using Loadgen.Calls;

namespace Loadgen.Tests.Calls.Http;

/// <summary>Names, connections and TLS, and how they fail.</summary>
public sealed class HttpEventCallerConnectionTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

    [Fact]
    public async Task Over_plain_HTTP_there_is_no_TLS_part_and_an_address_needs_no_DNS()
    {
        await using var target = ScriptedTarget.Answering(Ok);

        var result = await Calling.Caller(resolve: (_, _) => throw new InvalidOperationException("An address is not resolved."))
            .CallAsync(target.Target());

        Assert.Equal(Outcome.Ok, result.Outcome);
        Assert.Equal(TimeSpan.Zero, result.Timings.Dns);
        Assert.NotNull(result.Timings.Connect);
        Assert.Null(result.Timings.Tls);
        Assert.NotNull(result.Timings.FirstByte);
        Assert.NotNull(result.Timings.Download);
        Calling.AssertPartsAddUp(result);
    }

    [Fact]
    public async Task Over_TLS_to_a_name_there_are_all_five_parts()
    {
        using var certificate = ScriptedTarget.Certificate();
        await using var target = new ScriptedTarget(exchange => exchange.AnswerAsync(Ok), certificate);

        var result = await Calling.Caller(verifyTls: false).CallAsync(target.Target(host: "localhost"));

        Assert.Equal(Outcome.Ok, result.Outcome);
        var (dns, connect, tls, firstByte, download) = result.Timings;
        Assert.All([dns, connect, tls, firstByte, download], part => Assert.NotNull(part));
        Assert.True(dns > TimeSpan.Zero && tls > TimeSpan.Zero);
        Calling.AssertPartsAddUp(result);
    }

    [Theory]
    [InlineData("localhost", -1, 1, "UntrustedRoot", "nobody's certificate")]
    [InlineData("elsewhere.example", -1, 1, "RemoteCertificateNameMismatch", "another host's")]
    [InlineData("localhost", -10, -5, "NotTimeValid", "expired")]
    [InlineData("localhost", 5, 10, "NotTimeValid", "not valid yet")]
    public async Task An_invalid_certificate_ends_the_call_unless_it_need_not_be_valid(
        string name, int from, int to, string told, string reason)
    {
        using var certificate = ScriptedTarget.Certificate(name, from, to);
        await using var target = new ScriptedTarget(exchange => exchange.AnswerAsync(Ok), certificate);

        var verified = await Calling.Caller().CallAsync(target.Target(host: "localhost"));

        Assert.True(verified.Outcome == Outcome.ConnectionError, reason);
        Assert.StartsWith("Tls: ", verified.Error, StringComparison.Ordinal);
        Assert.Contains(told, verified.Error, StringComparison.Ordinal);
        Assert.NotNull(verified.Timings.Connect);
        Assert.Null(verified.Timings.Tls);
        Assert.Null(verified.Timings.FirstByte);
        Assert.Empty(target.Requests);
        Calling.AssertPartsAddUp(verified);

        var unverified = await Calling.Caller(verifyTls: false).CallAsync(target.Target(host: "localhost"));
        Assert.Equal(Outcome.Ok, unverified.Outcome);
    }

    [Theory]
    [InlineData(false, "answers the handshake with an HTTP error")]
    [InlineData(true, "closes in the middle of the handshake")]
    public async Task A_target_that_speaks_no_TLS_is_a_TLS_failure(bool closes, string reason)
    {
        await using var target = new ScriptedTarget(async exchange =>
        {
            await exchange.Stream.ReadExactlyAsync(new byte[100]);
            if (!closes)
                await exchange.SendAsync("HTTP/1.1 400 Bad Request\r\n\r\n");
        });

        var result = await Calling.Caller().CallAsync(Calling.To($"https://{target.Authority}/"));

        Assert.True(result.Outcome == Outcome.ConnectionError, reason);
        Assert.StartsWith("Tls: ", result.Error, StringComparison.Ordinal);
        Assert.Equal(1, target.Connections);
        Calling.AssertPartsAddUp(result);
    }

    [Fact]
    public async Task A_name_without_an_address_is_told_without_the_rest_of_the_URL()
    {
        var result = await Calling.Caller().CallAsync(Calling.To("https://user:pa55@nonexistent.invalid/path?sig=s3cret"));

        Assert.Equal(Outcome.ConnectionError, result.Outcome);
        Assert.StartsWith("NameResolution: no address for 'nonexistent.invalid' (", result.Error, StringComparison.Ordinal);
        Assert.Equal(new CallTimings(null, null, null, null, null), result.Timings);
        Calling.AssertPartsAddUp(result);
    }

    [Fact]
    public async Task A_refused_connection_is_told_without_the_rest_of_the_URL()
    {
        var port = ClosedPort();

        var result = await Calling.Caller().CallAsync(Calling.To($"http://user:pa55@127.0.0.1:{port}/path?sig=s3cret"));

        Assert.Equal(Outcome.ConnectionError, result.Outcome);
        Assert.Equal($"ConnectionRefused: nobody listens at 127.0.0.1:{port}", result.Error);
        Assert.NotNull(result.Timings.Dns);
        Assert.Null(result.Timings.Connect);
        Calling.AssertPartsAddUp(result);
    }

    [Fact]
    public async Task Where_no_byte_arrives_there_is_no_time_to_the_first_one()
    {
        await using var target = new ScriptedTarget(exchange => exchange.ReceiveAsync());

        var result = await Calling.Caller().CallAsync(target.Target());

        Assert.StartsWith("ConnectionClosed: ", result.Error, StringComparison.Ordinal);
        Assert.NotNull(result.Timings.Connect);
        Assert.Null(result.Timings.FirstByte);
        Assert.Null(result.Timings.Download);
    }

    [Fact]
    public async Task A_dead_address_is_passed_over_for_the_next_one()
    {
        await using var target = ScriptedTarget.Answering(Ok);
        var caller = Calling.Caller(resolve: (_, _) => Task.FromResult<IPAddress[]>([IPAddress.IPv6Loopback, IPAddress.Loopback]));

        var result = await caller.CallAsync(target.Target(host: "two.example"));

        Assert.Equal(Outcome.Ok, result.Outcome);
        Assert.Equal(1, target.Connections);
        Calling.AssertPartsAddUp(result);
    }

    [Fact]
    public async Task Where_every_address_is_dead_the_call_is()
    {
        var port = ClosedPort();
        var caller = Calling.Caller(resolve: (_, _) => Task.FromResult<IPAddress[]>([IPAddress.IPv6Loopback, IPAddress.Loopback]));

        var result = await caller.CallAsync(Calling.To($"http://two.example:{port}/"));

        Assert.Equal($"ConnectionRefused: nobody listens at two.example:{port}", result.Error);
    }

    [Fact]
    public async Task A_resolver_without_an_answer_is_a_failed_resolution()
    {
        var result = await Calling.Caller(
            resolve: (_, _) => Task.FromResult<IPAddress[]>([])).CallAsync(Calling.To("http://none.example/"));

        Assert.Equal("NameResolution: no address for 'none.example' (NoData)", result.Error);
    }

    [Fact]
    public async Task Even_a_fault_of_our_own_is_a_result()
    {
        var result = await Calling.Caller(
            resolve: (_, _) => throw new InvalidOperationException("s3cret")).CallAsync(Calling.To("http://any.example/"));

        Assert.Equal(Outcome.ConnectionError, result.Outcome);
        Assert.StartsWith("Internal: ", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", result.Error, StringComparison.Ordinal);
    }

    /// <summary>A port that was free a moment ago and that this process does not listen on.</summary>
    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
