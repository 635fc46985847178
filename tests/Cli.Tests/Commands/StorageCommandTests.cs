using System.Net;
using System.Net.Sockets;
using Loadgen.Cli.Local.Hosting.Processes;

namespace Loadgen.Cli.Tests.Commands;

public sealed class StorageCommandTests
{
    [Fact]
    public async Task It_serves_until_it_is_interrupted_and_tells_how_to_reach_it()
    {
        using var shell = new TestShell();
        using var stop = new CancellationTokenSource();
        using var folder = new TemporaryFolder();
        using var client = new HttpClient();

        Task<ExitCode> command;
        string? buckets;
        int port;
        var attempt = 0;
        do
        {
            // Somebody else may have taken the last one before the command did.
            Assert.True(attempt++ < FreePort.MostAttempts, shell.Error);
            port = FreePort.Next();
            command = shell.RunAsync(
                ["storage", "--port", $"{port}", "--folder", folder.Path, "--bucket", "first-bucket", "--bucket", "second-bucket"],
                stop.Token);
            buckets = await GetAsync(client, new($"http://127.0.0.1:{port}/storage/v1/b"), "second-bucket", command);
        }
        while (buckets is null);
        await stop.CancelAsync();

        Assert.Equal(ExitCode.Interrupted, await command);
        Assert.Contains("first-bucket", buckets, StringComparison.Ordinal);
        Assert.Contains("second-bucket", buckets, StringComparison.Ordinal);
        var address = $"http://127.0.0.1:{port}";
        Assert.Contains($"export STORAGE_EMULATOR_HOST={address}\n", shell.Output, StringComparison.Ordinal);
        Assert.Contains($"CLOUDSDK_API_ENDPOINT_OVERRIDES_STORAGE={address}/storage/v1/ ", shell.Output, StringComparison.Ordinal);
        Assert.True(Directory.Exists(Path.Combine(folder.Path, "first-bucket")));
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync(new Uri($"{address}/storage/v1/b")));
    }

    [Fact]
    public async Task It_can_be_as_slow_as_Cloud_Storage()
    {
        using var shell = new TestShell();
        using var stop = new CancellationTokenSource();
        using var client = new HttpClient();

        Task<ExitCode> command;
        string? faults;
        var attempt = 0;
        do
        {
            Assert.True(attempt++ < FreePort.MostAttempts, shell.Error);
            var port = FreePort.Next();
            command = shell.RunAsync(
                ["storage", "--port", $"{port}", "--latency", "30ms", "--object-writes-per-second", "0.5"], stop.Token);
            faults = await GetAsync(client, new($"http://127.0.0.1:{port}/_emulator/faults"), "\"latencyMs\": 30,", command);
        }
        while (faults is null);
        await stop.CancelAsync();

        Assert.Equal(ExitCode.Interrupted, await command);
        Assert.Contains("\"leastLatencyMs\": 30,", faults, StringComparison.Ordinal);
        Assert.Contains("\"objectWritesPerSecond\": 0.5,", faults, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--port", "65536", "--port: found '65536'; allowed: 0–65535", "not a port")]
    [InlineData("--port", "http", "--port: found 'http'; allowed: 0–65535", "not a number")]
    [InlineData("--bucket", "Logs", "--bucket: found 'Logs'; allowed: 3 to 222 of lower-case letters", "not a bucket's name")]
    [InlineData("--bucket", "lo", "--bucket: found 'lo', which is too short; allowed: 3 to 222 of", "two characters")]
    [InlineData("--latency", "30", "--latency: found '30'; allowed: 0ms to 600000ms", "a number of what?")]
    [InlineData("--latency", "600001ms", "--latency: found '600001ms'; allowed: 0ms to 600000ms", "more than ten minutes")]
    [InlineData("--object-writes-per-second", "0", "found '0'; allowed: 0.001 to 1000000", "no write would ever be taken")]
    [InlineData("--object-writes-per-second", "1/s", "found '1/s'; allowed: 0.001 to 1000000", "not a number")]
    [InlineData("--folder", "/dev/null/storage", "The storage does not start: ", "not a place for a folder")]
    public async Task What_it_cannot_use_is_named(string option, string value, string message, string reason)
    {
        using var shell = new TestShell();

        string[] other = option is "--port" ? ["--bucket", "logs"] : ["--port", "0"];

        var code = await shell.RunAsync(["storage", option, value, .. other]);

        Assert.Equal((ExitCode.BadArguments, reason), (code, reason));
        Assert.Contains(message, shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using var shell = new TestShell();

        Assert.Equal(ExitCode.BadArguments, await shell.RunAsync("storage", "--port", $"{port}"));

        Assert.Contains($"127.0.0.1:{port}", shell.Error, StringComparison.Ordinal);
    }

    // The server starts beside the test: until it listens, and answers what is expected, it is asked again.
    private static async Task<string?> GetAsync(HttpClient client, Uri address, string expected, Task command)
    {
        while (!command.IsCompleted)
        {
            try
            {
                if (await client.GetStringAsync(address) is var answer && answer.Contains(expected, StringComparison.Ordinal))
                    return answer;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        return null;
    }
}
