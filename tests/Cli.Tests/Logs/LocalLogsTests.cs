using System.Text;
using Google.Cloud.Storage.V1;
using Loadgen.Cli.Logs;
using Loadgen.Configuration;
using Loadgen.Emulation.Storage;

namespace Loadgen.Cli.Tests.Logs;

public sealed class LocalLogsTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestShell _shell = new();
    private StorageServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await StorageServer.StartAsync(new() { Random = new Random(1) });
        _server.EnsureBucket("my-logs");
        var builder = new StorageClientBuilder { BaseUri = _server.BaseUri.AbsoluteUri, UnauthenticatedAccess = true };
        using var client = await builder.BuildAsync();
        foreach (var name in new[] { "e/A/one.jsonl", "e/A/joined.parquet", "e/B/two.jsonl", "e/readme.txt", "e-state/A/run.json" })
        {
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(name));
            await client.UploadObjectAsync("my-logs", name, "text/plain", content);
        }

        _shell.Variables[StorageEmulator.Variable] = _server.BaseUri.AbsoluteUri;
    }

    private Task<LocalLogs> OpenAsync(params string[] places) => LocalLogs.OpenAsync(_shell.Shell, places, CancellationToken.None);

    [Fact]
    public async Task A_folder_stands_for_the_logs_in_it()
    {
        string[] names = ["storage/logs/b.jsonl", "a.jsonl", "joined.parquet", "workload.json", "logs/planner.log", "a.jsonl.tmp"];
        foreach (var name in names)
            _folder.Add(name, "");

        using var logs = await OpenAsync(_folder.Path, _folder.Add("other.txt", ""));

        Assert.Equal(
            ["a.jsonl", "joined.parquet", "storage/logs/b.jsonl", "other.txt"],
            logs.Files.Select(file => Path.GetRelativePath(_folder.Path, file.Name).Replace('\\', '/')));
        Assert.All(logs.Files, file => Assert.Equal(file.Name, file.Path));
    }

    [Fact]
    public async Task Objects_are_files_until_the_end()
    {
        var logs = await OpenAsync("gs://my-logs/e/", "gs://my-logs/e/readme.txt", "gs://my-logs/e/B/two.jsonl");

        Assert.Equal(
            ["gs://my-logs/e/A/joined.parquet", "gs://my-logs/e/A/one.jsonl", "gs://my-logs/e/B/two.jsonl", "gs://my-logs/e/readme.txt"],
            logs.Files.Select(file => file.Name));
        Assert.All(logs.Files, file => Assert.Equal(file.Name, $"gs://my-logs/{File.ReadAllText(file.Path)}"));
        Assert.All(logs.Files, file => Assert.Equal(Path.GetExtension(file.Name), Path.GetExtension(file.Path)));

        logs.Dispose();

        Assert.All(logs.Files, file => Assert.False(Directory.Exists(Path.GetDirectoryName(file.Path))));
    }

    [Theory]
    [InlineData("gs://my-logs/none/", "no log (*.jsonl, *.parquet) lies under this prefix")]
    [InlineData("gs://my-logs/e/none.jsonl", "Cloud Storage answered 404")]
    [InlineData("gs://", "is no place for logs")]
    [InlineData("no-such-folder", "there is no such file or folder")]
    public async Task A_place_without_logs_is_a_wrong_argument(string place, string expected)
    {
        var problem = await Assert.ThrowsAsync<UsageException>(() => OpenAsync("gs://my-logs/e/", place));

        Assert.StartsWith($"{place}: ", problem.Message, StringComparison.Ordinal);
        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_folder_is_a_wrong_argument()
    {
        var problem = await Assert.ThrowsAsync<UsageException>(() => OpenAsync(_folder.Path));

        Assert.Equal($"{_folder.Path}: no log (*.jsonl, *.parquet) lies in this folder.", problem.Message);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose()
    {
        _folder.Dispose();
        _shell.Dispose();
    }
}
