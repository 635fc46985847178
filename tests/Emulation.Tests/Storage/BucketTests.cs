using static Loadgen.Emulation.Tests.Storage.StorageFixture;

namespace Loadgen.Emulation.Tests.Storage;

public sealed class BucketTests : IAsyncLifetime
{
    private StorageFixture _storage = null!;

    public async Task InitializeAsync() => _storage = await StorageFixture.StartAsync();

    public async Task DisposeAsync() => await _storage.DisposeAsync();

    [Theory]
    [InlineData("storageLayout", "storage#storageLayout", "gcloud asks before it moves objects")]
    [InlineData("managedFolders", "storage#managedFolders", "gcloud asks before it removes a bucket")]
    public async Task A_bucket_tells_what_gcloud_asks_first(string question, string kind, string reason)
    {
        var answer = await _storage.SendAsync("GET", $"storage/v1/b/{Bucket}/{question}?alt=json");
        var nowhere = await _storage.SendAsync("GET", $"storage/v1/b/no-such-bucket/{question}");

        Assert.Equal((200, kind, reason), (answer.Status, answer.Member("kind"), reason));
        Assert.Equal(404, nowhere.Status);
    }

    [Fact]
    public async Task Objects_lie_in_no_real_folders()
    {
        var answer = await _storage.SendAsync("GET", $"storage/v1/b/{Bucket}/storageLayout");

        Assert.False(answer.Json.GetProperty("hierarchicalNamespace").GetProperty("enabled").GetBoolean());
    }

    [Fact]
    public async Task What_the_emulator_has_not_is_named()
    {
        var answer = await _storage.SendAsync("GET", $"storage/v1/b/{Bucket}/notificationConfigs");

        Assert.Equal(404, answer.Status);
        Assert.Contains($"GET at /storage/v1/b/{Bucket}/notificationConfigs", answer.Text, StringComparison.Ordinal);
    }
}
