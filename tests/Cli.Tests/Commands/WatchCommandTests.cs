using Google.Cloud.Storage.V1;
using Loadgen.Cli.Tests.Watching;
using Loadgen.Emulation.Storage;
using Loadgen.Testing.Logs;
using Microsoft.Extensions.Time.Testing;

namespace Loadgen.Cli.Tests.Commands;

public sealed class WatchCommandTests : IDisposable
{
    private static readonly LogText Log = new();

    private readonly FakeTimeProvider _time = new(new(2026, 1, 20, 13, 1, 30, TimeSpan.Zero));
    private readonly TestShell _shell;
    private readonly WatchedFolder _folder = new(Log);

    public WatchCommandTests() => _shell = new() { Time = _time };

    [Theory]
    [InlineData(6, ExitCode.Success, "Passed: every planned event")]
    [InlineData(5, ExitCode.Failed, "Failed: 1 finding breaks a promise.")]
    public async Task A_log_that_is_over_is_judged_at_once(int lines, object exitCode, string said)
    {
        _time.SetUtcNow(new(2026, 1, 21, 0, 0, 0, TimeSpan.Zero));

        Assert.Equal((ExitCode)exitCode, await _shell.RunAsync("watch", _folder.Write(Log.Lines()[..lines])));

        Assert.Contains(said, _shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_pipe_each_step_is_a_line_and_the_end_is_that_of_verify()
    {
        _folder.Add("loadgen-logs/before.jsonl", new LogText(runId: "20260120T115800Z", hour: 12).Lines());
        var watching = _shell.RunAsync("watch", _folder.Path);
        await UntilAsync(watching, "Waiting for a run");
        Assert.Contains(
            $": {_folder.Path} is asked every 1 s; the last one, run 20260120T115800Z "
                + "(experiment experiment-2026-01-15, scenario A, 2026-01-20T12:00:00Z), is over. "
                + "The next full hour is 2026-01-20T14:00:00Z.",
            _shell.Output,
            StringComparison.Ordinal);

        _folder.WriteManifest();
        _folder.WriteClaim(1);
        _folder.Write(Log.Lines()[..2]);
        await UntilAsync(watching, "crypto_key_gen: calling", TimeSpan.FromSeconds(1));
        _folder.Write(Log.Lines());
        await UntilAsync(watching, "Passed: ", TimeSpan.FromSeconds(1));

        Assert.Equal(ExitCode.Success, await watching);
        string[] steps =
        [
            "scenario A: hour 13:00: 4 events, run 20260120T125800Z",
            "A  api_health_check: ok, lag 1 ms, latency 20 ms, us-east1",
            "A  crypto_key_gen: calling",
            "A  crypto_key_gen: ok, lag 1 ms, latency 20 ms, us-east1",
            "A  image_format_converter: ok, lag 1 ms, latency 20 ms, us-east1",
            "A  video_transcoder: ok, lag 1 ms, latency 20 ms, us-east1",
            "scenario A: hour 13:00 is complete",
        ];
        var lines = _shell.Output.Split('\n').Where(line => line.StartsWith("13:", StringComparison.Ordinal)).Skip(1);
        Assert.Equal(steps, lines.Select(line => line["13:01:30.000Z  ".Length..]));
        Assert.DoesNotContain("before.jsonl", _shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupted_it_says_what_is_known()
    {
        _folder.Write(Log.Lines()[..2]);
        using var stop = new CancellationTokenSource();
        var watching = _shell.RunAsync(["watch", _folder.Path], stop.Token);
        await UntilAsync(watching, "api_health_check: ok");

        await stop.CancelAsync();

        Assert.Equal(ExitCode.Interrupted, await watching);
        Assert.Contains(
            "Interrupted: 1 of 4 done, 0 in flight: 1 ok; lag 1 ms at most. The runs go on.", _shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prefix_in_Cloud_Storage_is_followed_over_an_error()
    {
        await using var server = await StartAsync();
        using var client = await ConnectAsync(server);
        await UploadAsync(client, Log.Lines()[..2]);
        // Without the slash at the end.
        var watching = _shell.RunAsync("watch", "gs://my-logs/loadgen-logs");
        await UntilAsync(watching, "api_health_check: ok");

        server.Faults.Settings = new() { ResetBefore = 1 };
        await UntilAsync(watching, "It is tried again.", TimeSpan.FromSeconds(1));
        server.Faults.Settings = new();
        await UploadAsync(client, Log.Lines());
        await UntilAsync(watching, "Passed: ", TimeSpan.FromSeconds(1));

        Assert.Equal(ExitCode.Success, await watching);
        Assert.Contains("gs://my-logs/loadgen-logs/experiment-2026-01-15/A/run.jsonl", _shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_read_nothing_but_logs_sees_what_is_done_and_verifies_as_well()
    {
        _time.SetUtcNow(new(2026, 1, 20, 13, 9, 0, TimeSpan.Zero));
        await using var server = await StartAsync();
        using var client = await ConnectAsync(server);
        await UploadAsync(client, Log.Lines()[..5]);
        await using var guard = await GuardedStorage.StartAsync(server);
        _shell.Variables["STORAGE_EMULATOR_HOST"] = guard.Address;

        var watching = _shell.RunAsync("watch", "gs://my-logs/loadgen-logs/");
        await UntilAsync(watching, "video_transcoder: ok");
        await UploadAsync(client, Log.Lines());
        await UntilAsync(watching, "Passed: ", TimeSpan.FromSeconds(1));

        Assert.Equal(ExitCode.Success, await watching);
        Assert.Equal(ExitCode.Success, await _shell.RunAsync("verify", "gs://my-logs/loadgen-logs/"));
    }

    [Theory]
    [InlineData("nowhere", "nowhere: there is no such file or folder")]
    [InlineData("gs://", "is no place for logs")]
    [InlineData("gs://no-such-bucket/e/", "Cloud Storage answered 404")]
    [InlineData("gs://my-logs/e/A/run.jsonl", "there is no such object; allowed: a run log, or a prefix")]
    public async Task A_place_that_leads_nowhere_is_a_wrong_argument(string place, string expected)
    {
        await using var server = await StartAsync();

        Assert.Equal(ExitCode.BadArguments, await _shell.RunAsync("watch", place));

        Assert.Contains(expected, Assert.Single(_shell.Error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }

    private async Task<StorageServer> StartAsync()
    {
        var server = await StorageServer.StartAsync(new() { Random = new Random(1) });
        server.EnsureBucket("my-logs");
        _shell.Variables["STORAGE_EMULATOR_HOST"] = server.BaseUri.AbsoluteUri;
        return server;
    }

    private static Task<StorageClient> ConnectAsync(StorageServer server) =>
        new StorageClientBuilder { BaseUri = server.BaseUri.AbsoluteUri, UnauthenticatedAccess = true }.BuildAsync();

    private static async Task UploadAsync(StorageClient client, IEnumerable<string> lines)
    {
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))));
        await client.UploadObjectAsync("my-logs", "loadgen-logs/experiment-2026-01-15/A/run.jsonl", "text/plain", content);
    }

    private async Task UntilAsync(Task watching, string said, TimeSpan step = default)
    {
        for (var isOver = false; !_shell.Output.Contains(said, StringComparison.Ordinal);)
        {
            Assert.False(isOver, $"It ended before it said '{said}':\n{_shell.Output}{_shell.Error}");
            isOver = watching.IsCompleted;
            if (isOver)
                await watching;
            _time.Advance(step);
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }
}
