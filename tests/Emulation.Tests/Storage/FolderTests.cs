using static Loadgen.Emulation.Tests.Storage.StorageFixture;

namespace Loadgen.Emulation.Tests.Storage;

public sealed class FolderTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loadgen-storage-");
    private StorageFixture _storage = null!;

    public async Task InitializeAsync() => _storage = await StorageFixture.StartAsync(_folder.FullName);

    public async Task DisposeAsync()
    {
        await _storage.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task An_object_is_a_file_that_a_person_can_open()
    {
        await _storage.PutAsync("a/b.jsonl", "{}\n");

        Assert.Equal("{}\n", await File.ReadAllTextAsync(PathOf("a/b.jsonl")));
    }

    [Fact]
    public async Task Everything_survives_a_restart_and_generations_go_on_growing()
    {
        var written = await _storage.PutAsync("a/b", "before");
        await _storage.SendAsync("PATCH", $"b/{Bucket}/o/a%2Fb", """{"metadata":{"k":"v"}}""");

        await RestartAsync();

        var found = await _storage.SendAsync("GET", $"b/{Bucket}/o/a%2Fb");
        Assert.Equal(
            (written.Member("generation"), "2", "text/plain"),
            (found.Member("generation"), found.Member("metageneration"), found.Member("contentType")));
        var generation = (await _storage.PutAsync("other", "x")).Member("generation");
        Assert.True(string.CompareOrdinal(generation, written.Member("generation")) > 0);
    }

    [Theory]
    [InlineData("../outside", "up and out")]
    [InlineData("a/../../../outside", "up from below")]
    [InlineData("/outside", "an absolute path")]
    [InlineData("a/./b", "a segment that file systems swallow")]
    [InlineData("a//b", "an empty segment")]
    [InlineData("folder/", "a trailing slash")]
    [InlineData("..\\outside", "a backslash")]
    [InlineData("a:b?*|<>\"%41", "characters that some file system refuses")]
    [InlineData("%hashed/x", "the emulator's own folder")]
    [InlineData(".storage-metadata/x", "the metadata's folder, below a bucket")]
    [InlineData("trailing. ", "what Windows cuts off")]
    [InlineData("L", "a very long name (see the test)")]
    public async Task Any_name_is_kept_inside_the_bucket_and_found_again(string name, string reason)
    {
        if (name is "L")
            name = new string('n', 1000);
        var before = FilesOutsideBucket();

        Assert.Equal((200, reason), ((await _storage.PutAsync(name, "content")).Status, reason));
        await RestartAsync();

        Assert.Equal(("content", reason), ((await _storage.GetAsync(name)).Text, reason));
        var listed = await _storage.SendAsync("GET", $"b/{Bucket}/o");
        Assert.Equal([name], listed.Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("name").GetString()));
        Assert.Equal(before, FilesOutsideBucket());
        Assert.Equal(204, (await _storage.SendAsync("DELETE", $"b/{Bucket}/o/{Uri.EscapeDataString(name)}")).Status);
        Assert.Equal(404, (await _storage.GetAsync(name)).Status);
    }

    [Fact]
    public async Task An_object_and_a_folder_of_its_name_exist_at_once()
    {
        await _storage.PutAsync("a", "1");
        await _storage.PutAsync("a/b", "2");
        await _storage.PutAsync("c/d", "3");
        await _storage.PutAsync("c", "4");
        await RestartAsync();

        Assert.Equal("1", (await _storage.GetAsync("a")).Text);
        Assert.Equal("2", (await _storage.GetAsync("a/b")).Text);
        Assert.Equal("3", (await _storage.GetAsync("c/d")).Text);
        Assert.Equal("4", (await _storage.GetAsync("c")).Text);
    }

    [Fact]
    public async Task A_deletion_leaves_no_folders_behind()
    {
        await _storage.PutAsync("a/b/c", "1");
        await _storage.PutAsync("a/d", "2");

        await _storage.SendAsync("DELETE", $"b/{Bucket}/o/a%2Fb%2Fc");

        Assert.False(Directory.Exists(PathOf("a/b")));
        Assert.Equal("2", (await _storage.GetAsync("a/d")).Text);
    }

    [Fact]
    public async Task A_file_that_a_person_puts_there_is_an_object()
    {
        Directory.CreateDirectory(PathOf("images"));
        await File.WriteAllTextAsync(PathOf("images/cat.txt"), "123456789");

        var found = await _storage.SendAsync("GET", $"b/{Bucket}/o/images%2Fcat.txt");

        Assert.Equal("4waSgw==", found.Member("crc32c"));
        Assert.Equal(found.Member("generation"), await _storage.GenerationAsync("images/cat.txt"));
        Assert.Contains("images/cat.txt", (await _storage.SendAsync("GET", $"b/{Bucket}/o")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_changed_behind_the_record_is_a_new_generation()
    {
        var written = await _storage.PutAsync("a", "before");

        await File.WriteAllTextAsync(PathOf("a"), "edited by hand");

        var found = await _storage.SendAsync("GET", $"b/{Bucket}/o/a");
        Assert.NotEqual(written.Member("generation"), found.Member("generation"));
        Assert.Equal(("14", "text/plain"), (found.Member("size"), found.Member("contentType")));
        Assert.Equal(412, (await _storage.PutAsync("a", "x", $"&ifGenerationMatch={written.Member("generation")}")).Status);
    }

    [Fact]
    public async Task No_temporary_file_is_left()
    {
        for (var i = 0; i < 5; i++)
            await _storage.PutAsync("a", $"{i}");

        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_folder.FullName, ".storage-metadata", "%temporary")));
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, Bucket, name);

    private string[] FilesOutsideBucket() =>
    [
        .. Directory.EnumerateFileSystemEntries(_folder.FullName)
            .Concat(Directory.EnumerateFiles(_folder.Parent!.FullName, "outside*"))
            .Order(StringComparer.Ordinal),
    ];

    private async Task RestartAsync()
    {
        await _storage.DisposeAsync();
        _storage = await StorageFixture.StartAsync(_folder.FullName);
    }
}
