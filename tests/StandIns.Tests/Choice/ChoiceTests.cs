using System.Net;
using System.Net.Sockets;
using System.Text;

namespace StandIns.Tests.Choice;

/// <summary>Whether a family is genuine or a stand-in, as each feed answers, and as long as the answer holds.</summary>
public sealed class ChoiceTests : IDisposable
{
    private const string AllStandIns =
        "Google packages: Functions stand-ins (not served), Events stand-ins (not served), Storage stand-ins (not served), "
        + "PubSub stand-ins (not served).";

    private readonly Checkout _checkout = new();

    public void Dispose() => _checkout.Dispose();

    [Fact]
    public async Task A_feed_without_Googles_packages_gives_stand_ins_and_one_line_says_so()
    {
        var (code, output) = await _checkout.DotnetAsync("restore");

        Assert.True(code == 0, output);
        Assert.Contains(AllStandIns, output, StringComparison.Ordinal);
        Assert.DoesNotContain("warn", output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Each_family_is_judged_by_itself_and_by_the_exact_version()
    {
        _checkout.Serve("Google.Events.Protobuf");
        _checkout.Serve("Google.Cloud.PubSub.V1", "99.0.0");
        _checkout.Serve("Google.Cloud.Storage.V1", dependencies: """<dependency id="Google.Api.Gax" version="0.9.0" />""");
        _checkout.Serve("Google.Api.Gax");

        var (code, output) = await _checkout.DotnetAsync("restore");

        Assert.True(code == 0, output);
        Assert.Contains(
            "Functions stand-ins (not served), Events genuine (served), Storage genuine (served), PubSub stand-ins (not served).",
            output,
            StringComparison.Ordinal);
        Assert.DoesNotContain("NU1603", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_ends_when_the_feed_gets_the_packages_and_when_it_has_lost_them()
    {
        await _checkout.DotnetAsync("restore");
        _checkout.Serve("Google.Cloud.PubSub.V1");
        var (_, served) = await _checkout.DotnetAsync("restore");
        _checkout.Lose("Google.Cloud.PubSub.V1");
        var (code, lost) = await _checkout.DotnetAsync("restore");

        Assert.Contains("PubSub genuine (served)", served, StringComparison.Ordinal);
        Assert.Contains(AllStandIns, lost, StringComparison.Ordinal);
        Assert.Equal(0, code);
    }

    [Fact]
    public async Task A_feed_that_is_not_reached_gives_stand_ins_with_a_warning_and_is_asked_again()
    {
        _checkout.UseFeed($"http://127.0.0.1:{FreePort()}/v3/index.json");
        // Stand-ins need nothing of the feed here, so the restore itself succeeds.
        var (code, output) = await _checkout.DotnetAsync("restore");
        var (_, again) = await _checkout.DotnetAsync("restore");

        Assert.True(code == 0, output);
        Assert.Contains("warning STANDINS: A feed was not reached", output, StringComparison.Ordinal);
        Assert.Contains("PubSub stand-ins (not reached).", output, StringComparison.Ordinal);
        Assert.Contains("warning STANDINS: A feed was not reached", again, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("401 Unauthorized")]
    [InlineData("403 Forbidden")]
    public async Task A_feed_that_refuses_stops_the_build_with_the_remedy(string status)
    {
        using var feed = new TcpListener(IPAddress.Loopback, 0);
        feed.Start();
        _ = AnswerAsync(feed, $"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        _checkout.UseFeed($"http://{feed.LocalEndpoint}/v3/index.json");

        var (code, output) = await _checkout.DotnetAsync("restore");

        Assert.NotEqual(0, code);
        Assert.Contains("error STANDINS: A feed refuses to say", output, StringComparison.Ordinal);
        Assert.Contains(status[..3], output, StringComparison.Ordinal);
        Assert.Contains("dotnet nuget update source", output, StringComparison.Ordinal);
        Assert.False(File.Exists(_checkout.Answers), "nothing was answered");
    }

    [Fact]
    public async Task Packages_that_ask_for_newer_ones_than_are_pinned_stop_the_build_with_the_remedy()
    {
        _checkout.Serve("Google.Cloud.PubSub.V1", dependencies: """<dependency id="Grpc.Core.Api" version="99.0.0" />""");
        _checkout.Serve("Grpc.Core.Api", "99.0.0");
        _checkout.Serve("Grpc.Core.Api");

        var (code, output) = await _checkout.DotnetAsync("restore");

        Assert.NotEqual(0, code);
        Assert.Contains(
            "error STANDINS: A feed serves Google's packages (PubSub), but not with the versions in Directory.Packages.props",
            output,
            StringComparison.Ordinal);
        Assert.Contains("Grpc.Core.Api", output, StringComparison.Ordinal);
        Assert.Contains("GooglePackages=standins", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_asked_for_by_name_is_not_replaced_and_the_way_out_is_told()
    {
        var (code, output) = await _checkout.DotnetAsync("restore", "-p:GooglePackages=genuine");

        Assert.NotEqual(0, code);
        Assert.Contains(
            "Google packages: genuine, as GooglePackages says. Where NU1101 or NU1102 follow", output, StringComparison.Ordinal);
        Assert.Contains("error NU1101", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_choice_is_refused_with_what_is_allowed()
    {
        var (code, output) = await _checkout.DotnetAsync("restore", "-p:GooglePackages=Pubsub");

        Assert.NotEqual(0, code);
        Assert.Contains(
            "GooglePackages: found 'Pubsub'; allowed: auto, genuine, standins, or the genuine families", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "NU1101", "unless told otherwise it takes the genuine ones, which are not served")]
    [InlineData(
        "standins",
        "error STANDINS: App was built with stand-ins for Google.Cloud.Functions.Hosting",
        "and it cannot be told to take stand-ins")]
    public async Task What_is_packed_is_never_a_stand_in(string? choice, string expected, string reason)
    {
        var (code, output) = await _checkout.DotnetAsync("pack", choice is null ? [] : [$"-p:GooglePackages={choice}"]);

        Assert.NotEqual(0, code);
        Assert.True(output.Contains(expected, StringComparison.Ordinal), $"{reason}: {output}");
    }

    private static async Task AnswerAsync(TcpListener feed, string answer)
    {
        while (true)
        {
            using var client = await feed.AcceptTcpClientAsync();
            using var request = new StreamReader(client.GetStream());
            while (await request.ReadLineAsync() is { Length: > 0 })
            {
                // To the end of its headers; it has no body.
            }

            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer));
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
