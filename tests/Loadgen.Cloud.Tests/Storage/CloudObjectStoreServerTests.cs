using System.Text;
using Google.Cloud.Storage.V1;
using Loadgen.Cloud.Storage;
using Loadgen.Emulation.Storage;
using Loadgen.Emulation.Storage.Faults;
using Loadgen.Storage;

namespace Loadgen.Cloud.Tests.Storage;

/// <summary>The store, through Google's client, against an embedded Cloud Storage.</summary>
public sealed class CloudObjectStoreServerTests : IAsyncLifetime
{
    private StorageServer _server = null!;
    private StorageClient _client = null!;
    private CloudObjectStore _store = null!;

    private static CancellationToken None => CancellationToken.None;

    public async Task InitializeAsync()
    {
        _server = await StorageServer.StartAsync(new StorageServerOptions { Random = new Random(1) });
        _server.EnsureBucket("logs");
        _client = await new StorageClientBuilder { BaseUri = _server.BaseUri.AbsoluteUri, UnauthenticatedAccess = true }.BuildAsync();
        _store = new CloudObjectStore(_client, "logs", TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task What_is_written_and_joined_is_read_back_with_its_generation()
    {
        var first = await WriteAsync("runs/a b.jsonl", "one\n", 0);
        await WriteAsync("part", "two\n", 0);

        var joined = await _store.ComposeAsync("runs/a b.jsonl", ["runs/a b.jsonl", "part"], "application/x-ndjson", first, None);

        Assert.NotEqual(first, joined);
        Assert.Equal((joined, "one\ntwo\n"), await ReadAsync("runs/a b.jsonl"));
        Assert.Equal("application/x-ndjson", (await _client.GetObjectAsync("logs", "runs/a b.jsonl")).ContentType);
    }

    [Fact]
    public async Task An_empty_object_is_read_as_empty()
    {
        var generation = await WriteAsync("a", "", 0);

        Assert.Equal((generation, ""), await ReadAsync("a"));
    }

    [Fact]
    public async Task Whoever_expects_another_generation_has_lost()
    {
        var generation = await WriteAsync("a", "one\n", 0);

        await Assert.ThrowsAsync<ObjectPreconditionException>(() => WriteAsync("a", "two\n", 0));
        await Assert.ThrowsAsync<ObjectPreconditionException>(() => WriteAsync("a", "two\n", generation + 1));
        await Assert.ThrowsAsync<ObjectPreconditionException>(() => WriteAsync("absent", "two\n", generation));
        await Assert.ThrowsAsync<ObjectPreconditionException>(() => _store.ComposeAsync("a", ["a"], "text/plain", 0, None));
        await Assert.ThrowsAsync<ObjectPreconditionException>(() => _store.DeleteAsync("a", generation + 1, None));
        Assert.Equal((generation, "one\n"), await ReadAsync("a"));
    }

    [Fact]
    public async Task A_deleted_object_is_gone_and_may_be_deleted_again()
    {
        var generation = await WriteAsync("a", "one\n", 0);

        await _store.DeleteAsync("a", generation, None);
        await _store.DeleteAsync("a", generation, None);

        Assert.Null(await _store.ReadAsync("a", None));
    }

    [Fact]
    public async Task A_missing_bucket_is_named()
    {
        var elsewhere = new CloudObjectStore(_client, "elsewhere", TimeProvider.System);

        var write = await Assert.ThrowsAsync<CloudStorageException>(
            () => elsewhere.WriteAsync("a", "x"u8.ToArray(), "text/plain", 0, None));
        var list = await Assert.ThrowsAsync<CloudStorageException>(() => elsewhere.ListAsync("", None));

        Assert.Contains("'elsewhere' does not exist", write.Message, StringComparison.Ordinal);
        Assert.Contains("'elsewhere' does not exist", list.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_joins_what_another_has_taken_in_and_deleted_has_lost()
    {
        var generation = await WriteAsync("log", "one\n", 0);

        await Assert.ThrowsAsync<ObjectPreconditionException>(
            () => _store.ComposeAsync("log", ["log", "absent"], "text/plain", generation, None));

        Assert.Equal((generation, "one\n"), await ReadAsync("log"));
    }

    [Theory]
    [InlineData(0, 3, "012", "the beginning")]
    [InlineData(3, 4, "3456", "a middle")]
    [InlineData(7, 99, "789", "to the end, where less is left than asked for")]
    [InlineData(9, 1, "9", "the last byte")]
    [InlineData(10, 5, "", "nothing has grown")]
    [InlineData(12, 5, "", "behind the end")]
    public async Task A_part_is_read_with_the_length_and_generation_of_the_whole(long from, int most, string expected, string reason)
    {
        var generation = await WriteAsync("d/a b", "0123456789", 0);

        var part = (await _store.ReadPartAsync("d/a b", from, most, None))!;

        Assert.Equal(
            (generation, 10, expected, reason), (part.Generation, part.Length, Encoding.UTF8.GetString(part.Content.Span), reason));
    }

    [Fact]
    public async Task What_has_grown_is_read_on_by_one_request_each_time_also_where_nothing_is_new()
    {
        var generation = await WriteAsync("a", "one\n", 0);
        await WriteAsync("part", "two\n", 0);

        Assert.Equal(0, (await _store.ReadPartAsync("a", 4, 100, None))!.Content.Length);
        var grown = await _store.ComposeAsync("a", ["a", "part"], "text/plain", generation, None);
        var rest = (await _store.ReadPartAsync("a", 4, 100, None))!;

        Assert.Equal((grown, 8, "two\n"), (rest.Generation, rest.Length, Encoding.UTF8.GetString(rest.Content.Span)));
        Assert.Equal(2, _server.Requests["objects.download"]);
        Assert.False(_server.Requests.ContainsKey("objects.get"));
    }

    [Fact]
    public async Task Of_an_empty_object_there_is_no_part_and_of_an_absent_one_nothing()
    {
        var generation = await WriteAsync("a", "", 0);

        var part = (await _store.ReadPartAsync("a", 0, 5, None))!;

        Assert.Equal((generation, 0, 0), (part.Generation, part.Length, part.Content.Length));
        Assert.Null(await _store.ReadPartAsync("absent", 0, 5, None));
        Assert.Null(await _store.ReadPartAsync("absent", 7, 5, None));
    }

    [Fact]
    public async Task A_listing_has_every_name_with_the_prefix_over_all_its_pages()
    {
        string[] names = [.. Enumerable.Range(0, 1003).Select(i => $"shards/{i:D4}")];
        foreach (var name in names)
            await WriteAsync(name, "", 0);
        await WriteAsync("shard", "", 0);
        await WriteAsync("shards", "", 0);

        Assert.Equal(names, await _store.ListAsync("shards/", None));
        Assert.Equal(2, _server.Requests["objects.list"]);
        Assert.Empty(await _store.ListAsync("shardz", None));
    }

    [Theory]
    [InlineData(FaultKind.TooManyRequests)]
    [InlineData(FaultKind.Unavailable)]
    [InlineData(FaultKind.ResetBefore)]
    [InlineData(FaultKind.ResetAfter)] // here the join took effect, and nobody was told
    public async Task After_a_fault_the_caller_learns_the_truth_by_reading(FaultKind fault)
    {
        var generation = await WriteAsync("a", "one\n", 0);
        await WriteAsync("part", "two\n", 0);
        _server.Faults.FailNext(fault);

        await Assert.ThrowsAsync<ObjectStoreUnavailableException>(
            () => _store.ComposeAsync("a", ["a", "part"], "text/plain", generation, None));

        Assert.Equal(fault is FaultKind.ResetAfter ? "one\ntwo\n" : "one\n", (await ReadAsync("a")).Content);
    }

    [Fact]
    public async Task Many_writers_of_one_object_lose_and_double_nothing()
    {
        await WriteAsync("log", "start\n", 0);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(() => AppendAsync(writer, lines: 5))));

        var (_, content) = await ReadAsync("log");
        var expected = Enumerable.Range(0, 4).SelectMany(
            writer => Enumerable.Range(0, 5).Select(line => $"{writer}.{line}")).Append("start");
        Assert.Equal(expected.Order(StringComparer.Ordinal), content.TrimEnd('\n').Split('\n').Order(StringComparer.Ordinal));
    }

    private async Task AppendAsync(int writer, int lines)
    {
        for (var line = 0; line < lines; line++)
        {
            var part = $"part/{writer}.{line}";
            await WriteAsync(part, $"{writer}.{line}\n", 0);
            while (!await TryComposeAsync(part))
            {
                // Another writer was faster; the log has another generation now.
            }
        }
    }

    private async Task<bool> TryComposeAsync(string part)
    {
        var (generation, _) = await ReadAsync("log");
        try
        {
            await _store.ComposeAsync("log", ["log", part], "text/plain", generation, None);
            return true;
        }
        catch (ObjectPreconditionException)
        {
            return false;
        }
    }

    private Task<long> WriteAsync(string name, string content, long ifGeneration) =>
        _store.WriteAsync(name, Encoding.UTF8.GetBytes(content), "text/plain", ifGeneration, None);

    private async Task<(long Generation, string Content)> ReadAsync(string name)
    {
        var stored = await _store.ReadAsync(name, None);
        return (stored!.Generation, Encoding.UTF8.GetString(stored.Content.Span));
    }
}
