using Google.Cloud.Storage.V1;
using Loadgen.Cli.Watching;
using Loadgen.Emulation.Storage;

namespace Loadgen.Cli.Tests.Watching;

/// <summary>Logs change while they are read.</summary>
public sealed class FollowedObjectsTests : IAsyncLifetime
{
    private StorageServer _server = null!;
    private StorageClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await StorageServer.StartAsync(new() { Random = new Random(1) });
        _server.EnsureBucket("my-logs");
        _client = await ConnectAsync();
        await WriteAsync("0123456789");
    }

    [Theory]
    [InlineData("0123456789ab", 0, 10, "0123456789", "it has grown, and all that there was is wanted")]
    [InlineData("0123456789ab", 4, 6, "456789", "it has grown, and a part is wanted")]
    [InlineData("0123456", 0, 10, null, "it was written anew, and there is less")]
    [InlineData("0123456", 4, 6, null, "it was written anew, and of a part there is less")]
    public async Task What_is_read_is_what_was_there_when_it_was_looked_at(string now, int from, int count, string? expected, string reason)
    {
        using var place = await FollowedObjects.OpenAsync("gs://my-logs/e/", ConnectAsync, isEmulator: true, CancellationToken.None);
        var log = Assert.Single(await place.ListAsync(CancellationToken.None));
        await WriteAsync(now);

        var reading = place.ReadAsync(log, from, count, CancellationToken.None);

        if (expected is null)
            await Assert.ThrowsAsync<UsageException>(() => reading);
        else
            Assert.True(System.Text.Encoding.UTF8.GetString((await reading).Span) == expected, reason);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    private Task<StorageClient> ConnectAsync() =>
        new StorageClientBuilder { BaseUri = _server.BaseUri.AbsoluteUri, UnauthenticatedAccess = true }.BuildAsync();

    private async Task WriteAsync(string text)
    {
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        await _client.UploadObjectAsync("my-logs", "e/run.jsonl", "text/plain", content);
    }
}
