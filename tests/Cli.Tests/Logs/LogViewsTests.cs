using System.Text;
using Google.Cloud.Storage.V1;
using Loadgen.Analysis.Events;
using Loadgen.Cli.Logs;
using Loadgen.Cli.Tests.Watching;
using Loadgen.Configuration;
using Loadgen.Emulation.Storage;
using Loadgen.Testing.Logs;

namespace Loadgen.Cli.Tests.Logs;

public sealed class LogViewsTests : IDisposable
{
    private const string One = "a-0-00000000-2";
    private const string Two = "b-0-00000000-1";

    private static readonly LogText Log = new();

    private readonly TestShell _shell = new();
    private readonly WatchedFolder _folder = new(Log);

    public LogViewsTests() => _folder.WriteManifest();

    private async Task<LogView> ReadAsync(LogViews views) =>
        await views.ReadFileAsync(new FileFolder(), _folder.Log, CancellationToken.None);

    private static string Text(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));

    [Fact]
    public async Task A_log_without_shards_is_read_where_it_is()
    {
        _folder.Write(Log.Lines()[..3]);
        using var views = new LogViews(_shell.Shell);

        var view = await ReadAsync(views);

        Assert.Equal((new LogFile(_folder.Log, _folder.Log), 0), (view.Log, view.Shards.Count));
    }

    [Fact]
    public async Task Lines_in_shards_are_read_with_the_log_and_nothing_changes_them_any_more()
    {
        var lines = Log.Lines();
        _folder.Write(lines[..2]);
        var shard = _folder.WriteShard(One, lines[2..4]);
        using var views = new LogViews(_shell.Shell);

        var view = await ReadAsync(views);
        File.Delete(shard);
        _folder.Write([.. lines[..2], _folder.Named(One), .. lines[2..]]);

        Assert.Equal((_folder.Log, Text(lines[..2])), (view.Log.Name, await File.ReadAllTextAsync(view.Log.Path)));
        Assert.Equal(
            (FileFolder.NameOf(shard), Text(lines[2..4])),
            (Assert.Single(view.Shards).Name, await File.ReadAllTextAsync(view.Shards[0].Path)));
        Assert.Equal(Text(lines[..4]), await File.ReadAllTextAsync((await LogViews.JoinAsync(view, CancellationToken.None)).Path));
    }

    [Fact]
    public async Task Shards_that_the_log_has_or_that_others_cover_do_not_count()
    {
        var lines = Log.Lines();
        _folder.Write([lines[0], _folder.Named(One), .. lines[1..3]]);
        _folder.WriteShard(One, lines[1..3]);
        _folder.WriteShard(Two, lines[3..4]);
        _folder.WriteShard("b-1-00000000-1", lines[3..4]);
        using var views = new LogViews(_shell.Shell);

        var view = await ReadAsync(views);

        Assert.Contains("-1-00000000-1", Assert.Single(view.Shards).Name, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_run_that_is_complete_no_shards_are_looked_for()
    {
        _folder.Write(Log.Lines());
        _folder.WriteShard(One, Log.Lines()[1..3]);
        using var views = new LogViews(_shell.Shell);

        Assert.Empty((await ReadAsync(views)).Shards);
    }

    [Fact]
    public async Task Where_what_is_stored_of_a_large_run_is_not_found_its_shards_are_unknown()
    {
        var start = Log.Lines()[0];
        using var folder = new TemporaryFolder();
        using var views = new LogViews(_shell.Shell);

        foreach (var (invocations, expected) in new[] { (2000, 0), (2001, 1) })
        {
            var text = start.Replace("\"invocations\":4", $"\"invocations\":{invocations}", StringComparison.Ordinal) + "\n";
            var view = await views.ReadFileAsync(new FileFolder(), folder.Add("run.jsonl", text), CancellationToken.None);
            Assert.Equal(expected, view.WithoutShards.Count);
        }
    }

    [Fact]
    public async Task A_shard_that_is_gone_when_it_is_read_has_been_taken_into_the_log()
    {
        var lines = Log.Lines();
        _folder.Write(lines[..1]);
        var shard = _folder.WriteShard(One, lines[1..3]);
        _folder.WriteShard(Two, lines[3..4]);
        var between = new FolderBetween(before: One, () =>
        {
            _folder.Write([lines[0], _folder.Named(One), .. lines[1..3]]);
            File.Delete(shard);
        });
        using var views = new LogViews(_shell.Shell);

        var view = await views.ReadObjectAsync(between, FileFolder.NameOf(_folder.Log), CancellationToken.None);

        Assert.Equal(
            Text([lines[0], _folder.Named(One), .. lines[1..4]]),
            await File.ReadAllTextAsync((await LogViews.JoinAsync(view, CancellationToken.None)).Path));
    }

    [Fact]
    public async Task In_a_bucket_shards_are_found_as_well_and_a_log_is_read_on_where_it_has_grown()
    {
        var lines = Log.Lines();
        _folder.Write(lines[..2]);
        _folder.WriteShard(One, lines[2..4]);
        await using var server = await StorageServer.StartAsync(new() { Random = new Random(1) });
        server.EnsureBucket("my-logs");
        await UploadAsync(server);
        _shell.Variables[StorageEmulator.Variable] = server.BaseUri.AbsoluteUri;
        using var views = new LogViews(_shell.Shell);
        using var place = await ObjectPlace.OpenAsync("gs://my-logs/loadgen-logs/", _shell.Shell, CancellationToken.None);
        var name = Assert.Single(await place.ListAsync([LogEnding.Lines], CancellationToken.None));

        var begun = await views.ReadObjectAsync(place, name, CancellationToken.None);
        Assert.StartsWith("gs://my-logs/loadgen-logs-state/", Assert.Single(begun.Shards).Name, StringComparison.Ordinal);
        Assert.Equal(Text(lines[2..4]), await File.ReadAllTextAsync(begun.Shards[0].Path));

        _folder.Write([.. lines[..2], _folder.Named(One), .. lines[2..]]);
        await UploadAsync(server);
        var grown = await views.ReadObjectAsync(place, name, CancellationToken.None);
        Assert.Equal((begun.Log, 0), (grown.Log, grown.Shards.Count));
        Assert.Equal(await File.ReadAllTextAsync(_folder.Log), await File.ReadAllTextAsync(grown.Log.Path));
    }

    [Fact]
    public async Task Each_command_takes_the_lines_of_shards_for_the_logs()
    {
        var lines = Log.Lines();
        _folder.Write(lines[..2]);
        var faster = lines[3].Replace("\"latency_ms\":20", "\"latency_ms\":1", StringComparison.Ordinal);
        var shard = _folder.WriteShard(One, [lines[2], faster]);
        var table = Path.Combine(_folder.Path, "table.parquet");

        Assert.Equal(ExitCode.Failed, await _shell.RunAsync("verify", _folder.Path));
        Assert.Contains("failed  3 of 4 lines: 3 ok", _shell.Output, StringComparison.Ordinal);
        Assert.Contains($"\n  {FileFolder.NameOf(shard)}:2\n", _shell.Output, StringComparison.Ordinal);

        Assert.Equal(ExitCode.Success, await _shell.RunAsync("export", _folder.Path, "--out", table));
        Assert.Contains($"{table}: 3 events of 1 run", _shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_reads_a_part_is_told_so()
    {
        using var folder = new TemporaryFolder();
        var text = Text(Log.Lines()[..3]).Replace("\"invocations\":4", "\"invocations\":2001", StringComparison.Ordinal);

        await _shell.RunAsync("export", folder.Add("run.jsonl", text), "--out", Path.Combine(folder.Path, "table.csv"));

        Assert.Contains(
            "is not complete, and what is stored of it was not found: lines of it may be in shards",
            _shell.Error,
            StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _folder.Dispose();
        _shell.Dispose();
    }

    private async Task UploadAsync(StorageServer server)
    {
        var builder = new StorageClientBuilder { BaseUri = server.BaseUri.AbsoluteUri, UnauthenticatedAccess = true };
        using var client = await builder.BuildAsync();
        foreach (var file in Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories))
        {
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(await File.ReadAllTextAsync(file)));
            await client.UploadObjectAsync("my-logs", Path.GetRelativePath(_folder.Path, file).Replace('\\', '/'), "text/plain", content);
        }
    }

    /// <summary>Files, to which something happens before a shard is read.</summary>
    private sealed class FolderBetween(string before, Action happens) : ILogFolder
    {
        private readonly FileFolder _files = new();

        public string ShownNameOf(string name) => name;

        public Task<ReadOnlyMemory<byte>?> FindAsync(string name, CancellationToken cancellationToken) =>
            _files.FindAsync(name, cancellationToken);

        public Task<IReadOnlyList<string>?> ListAsync(string prefix, CancellationToken cancellationToken) =>
            _files.ListAsync(prefix, cancellationToken);

        public Task<long> LengthOfAsync(string name, CancellationToken cancellationToken) => _files.LengthOfAsync(name, cancellationToken);

        public Task<bool> CopyAsync(string name, long from, Stream to, CancellationToken cancellationToken)
        {
            if (name.Contains(before, StringComparison.Ordinal))
                happens();
            return _files.CopyAsync(name, from, to, cancellationToken);
        }
    }
}
