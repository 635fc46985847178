using static Loadgen.Emulation.Tests.Storage.StorageFixture;

namespace Loadgen.Emulation.Tests.Storage;

/// <summary>In memory; <see cref="FolderListTests"/> says the same of files.</summary>
public class ListTests : IAsyncLifetime
{
    private StorageFixture _storage = null!;

    private protected virtual Task<StorageFixture> StartAsync() => StorageFixture.StartAsync();

    public virtual async Task InitializeAsync()
    {
        _storage = await StartAsync();
        foreach (var name in (string[])["b/2", "a", "b/1", "c", "b/x/1", "d/"])
            await _storage.PutAsync(name, "x");
    }

    public virtual async Task DisposeAsync() => await _storage.DisposeAsync();

    [Theory]
    [InlineData("", "a b/1 b/2 b/x/1 c d/", "", "everything, in order")]
    [InlineData("prefix=b/", "b/1 b/2 b/x/1", "", "what starts with the prefix")]
    [InlineData("prefix=b", "b/1 b/2 b/x/1", "", "a prefix that ends in the middle of a folder's name")]
    [InlineData("prefix=b/x", "b/x/1", "", "or below one")]
    [InlineData("prefix=d/", "d/", "", "an object that no file can have the name of")]
    [InlineData("prefix=b/&startOffset=b/2", "b/2 b/x/1", "", "from a name on")]
    [InlineData("prefix=b/&startOffset=a", "b/1 b/2 b/x/1", "", "from before the prefix on")]
    [InlineData("startOffset=e", "", "", "behind the last name")]
    [InlineData("prefix=nothing", "", "", "no members where there is nothing")]
    [InlineData("delimiter=/", "a c", "b/ d/", "a folder's view of the top")]
    [InlineData("prefix=b/&delimiter=/", "b/1 b/2", "b/x/", "a folder's view below")]
    [InlineData("startOffset=b/2&endOffset=d", "b/2 b/x/1 c", "", "from one name to before another")]
    public async Task A_listing_holds_what_it_asks_for(string query, string names, string prefixes, string reason)
    {
        var answer = await _storage.SendAsync("GET", $"storage/v1/b/{Bucket}/o?{query}");

        Assert.Equal((names, prefixes, reason), (string.Join(' ', Names(answer)), string.Join(' ', Prefixes(answer)), reason));
        Assert.Equal(names.Length > 0, answer.Json.TryGetProperty("items", out _));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("", 4)]
    [InlineData("&delimiter=/", 1)]
    [InlineData("&delimiter=/", 3)]
    public async Task Pages_together_hold_everything_once(string query, int size)
    {
        var whole = await _storage.SendAsync("GET", $"b/{Bucket}/o?{query}");
        var paged = new List<string>();
        var token = "";
        do
        {
            var page = await _storage.SendAsync("GET", $"b/{Bucket}/o?maxResults={size}&pageToken={Uri.EscapeDataString(token)}{query}");
            var entries = Names(page).Concat(Prefixes(page)).ToList();
            Assert.InRange(entries.Count, 1, size);
            paged.AddRange(entries);
            token = page.Json.TryGetProperty("nextPageToken", out var next) ? next.GetString()! : "";
        }
        while (token.Length > 0);

        Assert.Equal(Names(whole).Concat(Prefixes(whole)).Order(StringComparer.Ordinal), paged.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_deleted_is_not_listed()
    {
        await _storage.SendAsync("DELETE", $"storage/v1/b/{Bucket}/o/b%2F2");

        Assert.Equal(["b/1", "b/x/1"], Names(await _storage.SendAsync("GET", $"storage/v1/b/{Bucket}/o?prefix=b/")));
    }

    private static IEnumerable<string> Names(Answer answer) =>
        answer.Json.TryGetProperty("items", out var items)
            ? [.. items.EnumerateArray().Select(item => item.GetProperty("name").GetString()!)]
            : [];

    private static IEnumerable<string> Prefixes(Answer answer) =>
        answer.Json.TryGetProperty("prefixes", out var prefixes)
            ? [.. prefixes.EnumerateArray().Select(prefix => prefix.GetString()!)]
            : [];
}

/// <summary>A listing of files is that of objects.</summary>
public sealed class FolderListTests : ListTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loadgen-storage-");

    private protected override Task<StorageFixture> StartAsync() => StorageFixture.StartAsync(_folder.FullName);

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
