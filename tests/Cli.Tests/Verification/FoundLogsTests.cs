using System.Text;
using Google.Cloud.Storage.V1;
using Loadgen.Cli.Verification;
using Loadgen.Configuration;
using Loadgen.Emulation.Storage;
using Loadgen.Records;
using Loadgen.Runs;
using Loadgen.Testing.Logs;

namespace Loadgen.Cli.Tests.Verification;

public sealed class FoundLogsTests : IAsyncLifetime, IDisposable
{
    private static readonly string[] OfScenarioA = ["gs://my-logs/e/A/one.jsonl", "gs://my-logs/e/A/two.jsonl"];
    private static readonly string[] All = [.. OfScenarioA, "gs://my-logs/e/B/three.jsonl"];

    private readonly TestShell _shell = new();
    private StorageServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await StorageServer.StartAsync(new() { Random = new Random(1) });
        _server.EnsureBucket("my-logs");
        using var client = await ConnectAsync();
        foreach (var name in new[] { "e/A/one.jsonl", "e/A/two.jsonl", "e/B/three.jsonl", "e/A/readme.txt", "e-state/A/run.json" })
        {
            using var content = new MemoryStream("x\n"u8.ToArray());
            await client.UploadObjectAsync("my-logs", name, "text/plain", content);
        }

        _shell.Variables[StorageEmulator.Variable] = _server.BaseUri.AbsoluteUri;
    }

    public static TheoryData<string, string[], string> Places => new()
    {
        { "gs://my-logs/e/A/one.jsonl", ["gs://my-logs/e/A/one.jsonl"], "an object" },
        { "gs://my-logs/e/A/readme.txt", ["gs://my-logs/e/A/readme.txt"], "whatever its name" },
        { "gs://my-logs/e/A/", OfScenarioA, "the logs under a prefix, and nothing else there" },
        { "gs://my-logs/", All, "a bucket's" },
        { "gs://my-logs", All, "without the slash as well" },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_URL_stands_for_an_object_or_for_the_logs_under_a_prefix(string url, string[] expected, string reason)
    {
        var names = new List<string>();
        using var logs = new FoundLogs(_shell.Shell);
        await foreach (var log in logs.ReadAsync(url, CancellationToken.None))
        {
            names.Add(log.Name);
            Assert.Equal("x\n", await File.ReadAllTextAsync(log.View.Log.Path));
        }

        Assert.True(expected.SequenceEqual(names), $"{reason}: {string.Join(", ", names)}");
    }

    [Fact]
    public async Task What_is_stored_beside_a_log_is_found_in_its_bucket()
    {
        var text = new LogText();
        using var client = await ConnectAsync();
        foreach (var (name, content) in new[]
        {
            ("logs/experiment-2026-01-15/A/run.jsonl", string.Join('\n', text.Lines())),
            (new RunPaths("logs").ManifestOf(text.Run), "{}"),
        })
        {
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));
            await client.UploadObjectAsync("my-logs", name, "text/plain", stream);
        }

        var start = (StartEntry)RunLogReader.Read(Encoding.UTF8.GetBytes(text.Lines()[0])).Entries[0];
        using var logs = new FoundLogs(_shell.Shell);
        var found = await logs.ReadAsync("gs://my-logs/logs/", CancellationToken.None).SingleAsync();
        var plans = await found.State.FindAsync(found.StateName, [(start.Run, start)], CancellationToken.None);
        Assert.Contains("run.json' has no 'run'", Assert.Single(plans).Value.Problem, StringComparison.Ordinal);

        var other = await logs.ReadAsync("gs://my-logs/e/A/one.jsonl", CancellationToken.None).SingleAsync();
        Assert.Empty(await other.State.FindAsync(other.StateName, [(start.Run, start)], CancellationToken.None));
    }

    [Theory]
    [InlineData("gs://", "is no place for logs")]
    [InlineData("gs:///e/", "is no place for logs")]
    [InlineData("gs://my-logs/none/", "no log (*.jsonl) lies under this prefix")]
    [InlineData("gs://my-logs/e/A/three.jsonl", "Cloud Storage answered 404")]
    [InlineData("gs://no-such-bucket/e/", "Cloud Storage answered 404")]
    public async Task A_URL_that_leads_nowhere_is_a_wrong_argument(string url, string expected)
    {
        using var logs = new FoundLogs(_shell.Shell);
        var problem = await Assert.ThrowsAsync<UsageException>(async () => await logs.ReadAsync(url, CancellationToken.None).ToListAsync());

        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem.Message);
    }

    public void Dispose() => _shell.Dispose();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    private Task<StorageClient> ConnectAsync() =>
        new StorageClientBuilder { BaseUri = _server.BaseUri.AbsoluteUri, UnauthenticatedAccess = true }.BuildAsync();
}
