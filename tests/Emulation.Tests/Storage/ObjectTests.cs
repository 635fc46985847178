using static Loadgen.Emulation.Tests.Storage.StorageFixture;

namespace Loadgen.Emulation.Tests.Storage;

public sealed class ObjectTests : IAsyncLifetime
{
    private StorageFixture _storage = null!;

    public async Task InitializeAsync() => _storage = await StorageFixture.StartAsync();

    public async Task DisposeAsync() => await _storage.DisposeAsync();

    [Fact]
    public async Task An_upload_answers_with_the_objects_resource()
    {
        var answer = await _storage.PutAsync("a/b ü.txt", "123456789");

        Assert.Equal(200, answer.Status);
        Assert.Equal("storage#object", answer.Member("kind"));
        Assert.Equal(("a/b ü.txt", Bucket), (answer.Member("name"), answer.Member("bucket")));
        Assert.Equal(("9", "text/plain", "1"), (answer.Member("size"), answer.Member("contentType"), answer.Member("metageneration")));
        // The check value of CRC-32C for "123456789" is E3069283; MD5's is from RFC 1321's family of test values.
        Assert.Equal("4waSgw==", answer.Member("crc32c"));
        Assert.Equal("JfnnlDI7RTiF9RgfG2JNCw==", answer.Member("md5Hash"));
        Assert.Equal("2026-01-20T13:00:00.000Z", answer.Member("timeCreated"));
    }

    [Theory]
    [InlineData("storage/v1/b/test-bucket/o/a%2Fb?alt=media", "the JSON API")]
    [InlineData("b/test-bucket/o/a%2Fb?alt=media", "a base URI without /storage/v1/")]
    [InlineData("download/storage/v1/b/test-bucket/o/a%2Fb?alt=media", "the download host's path")]
    [InlineData("download/b/test-bucket/o/a%2Fb", "the same without /storage/v1/")]
    [InlineData("storage/v1/b/test-bucket/o/a/b?alt=media&fields=name", "a bare slash, and a parameter that does not matter")]
    [InlineData("test-bucket/a/b", "the XML API's path")]
    public async Task Content_is_there_under_every_path_that_clients_use(string path, string reason)
    {
        await _storage.PutAsync("a/b", "content");

        var answer = await _storage.SendAsync("GET", path);

        Assert.Equal((200, "content", reason), (answer.Status, answer.Text, reason));
    }

    [Fact]
    public async Task A_download_tells_checksums_and_generation()
    {
        var written = await _storage.PutAsync("a", "123456789");

        var answer = await _storage.GetAsync("a");

        Assert.Equal("crc32c=4waSgw==,md5=JfnnlDI7RTiF9RgfG2JNCw==", answer.Headers["x-goog-hash"]);
        Assert.Equal(written.Member("generation"), answer.Headers["x-goog-generation"]);
        Assert.Equal("text/plain", answer.Headers["Content-Type"]);
    }

    [Theory]
    [InlineData("bytes=2-4", 206, "234", "bytes 2-4/10", "the middle")]
    [InlineData("bytes=7-", 206, "789", "bytes 7-9/10", "from an offset to the end")]
    [InlineData("bytes=-3", 206, "789", "bytes 7-9/10", "the last bytes")]
    [InlineData("bytes=8-99", 206, "89", "bytes 8-9/10", "an end behind the end")]
    [InlineData("bytes=-99", 206, "0123456789", "bytes 0-9/10", "more last bytes than there are")]
    [InlineData("bytes=10-", 416, null, "bytes */10", "a start at the end: nothing new to read")]
    [InlineData("bytes=-0", 416, null, "bytes */10", "no bytes")]
    [InlineData("lines=1-2", 200, "0123456789", null, "another unit is ignored")]
    public async Task A_range_is_read_as_HTTP_says(string range, int status, string? content, string? contentRange, string reason)
    {
        await _storage.PutAsync("a", "0123456789");

        var answer = await _storage.GetAsync("a", "", ("Range", range));

        Assert.Equal((status, reason), (answer.Status, reason));
        Assert.Equal(contentRange, answer.Headers.GetValueOrDefault("Content-Range"));
        if (content is not null)
            Assert.Equal(content, answer.Text);
    }

    [Fact]
    public async Task Generations_grow_with_every_write_though_the_clock_stands_still()
    {
        var generations = new List<long>();
        for (var i = 0; i < 3; i++)
        {
            generations.Add(long.Parse((await _storage.PutAsync("a", $"{i}")).Member("generation"), null));
            await _storage.SendAsync("DELETE", $"b/{Bucket}/o/a");
        }

        Assert.Equal(1_768_914_000_000_000, generations[0]);
        Assert.True(generations[0] < generations[1] && generations[1] < generations[2]);
    }

    [Fact]
    public async Task A_patch_changes_what_it_names_and_counts_the_metageneration()
    {
        var before = await _storage.PutAsync("a", "content");

        var after = await _storage.SendAsync("PATCH", $"b/{Bucket}/o/a", """{"contentType":"text/csv","metadata":{"k":"v","gone":null}}""");

        Assert.Equal(("text/csv", "2"), (after.Member("contentType"), after.Member("metageneration")));
        Assert.Equal(before.Member("generation"), after.Member("generation"));
        Assert.Equal("v", after.Json.GetProperty("metadata").GetProperty("k").GetString());
        Assert.Equal("content", (await _storage.GetAsync("a")).Text);
    }

    [Theory]
    [InlineData("GET", "b/test-bucket/o/absent", null, 404, "notFound", "metadata of an absent object")]
    [InlineData("GET", "b/test-bucket/o/absent?alt=media", null, 404, "notFound", "its content")]
    [InlineData("DELETE", "b/test-bucket/o/absent", null, 404, "notFound", "deleting it")]
    [InlineData("DELETE", "b/test-bucket/o/absent?ifGenerationMatch=7", null, 404, "notFound", "deleting it with a precondition")]
    [InlineData("PATCH", "b/test-bucket/o/absent", "{}", 404, "notFound", "patching it")]
    [InlineData("GET", "b/no-bucket/o/a", null, 404, "notFound", "an absent bucket")]
    [InlineData("GET", "b/no-bucket/o", null, 404, "notFound", "listing an absent bucket")]
    [InlineData("GET", "b/..%2F..%2Fetc/o/passwd?alt=media", null, 404, "notFound", "a bucket that is a path")]
    [InlineData("POST", "upload/b/no-bucket/o?uploadType=media&name=a", "x", 404, "notFound", "uploading into an absent bucket")]
    [InlineData("POST", "upload/b/test-bucket/o?uploadType=media", "x", 400, "required", "an upload without a name")]
    [InlineData("POST", "upload/b/test-bucket/o?uploadType=magic&name=a", "x", 400, "invalid", "an unknown kind of upload")]
    [InlineData("POST", "upload/b/test-bucket/o?uploadType=media&name=a%0Ab", "x", 400, "invalid", "a line break in a name")]
    [InlineData(
        "POST",
        "upload/b/test-bucket/o?uploadType=media&name=a&ifGenerationMatch=x", "x", 400, "invalid", "a precondition that is no number")]
    [InlineData("PATCH", "b/test-bucket/o/present", "{", 400, "invalid", "a body that is not JSON")]
    [InlineData("GET", "b/test-bucket/o/present?generation=1", null, 404, "notFound", "a generation that is not kept")]
    [InlineData("POST", "b", """{"name":"test-bucket"}""", 409, "conflict", "a bucket that exists")]
    [InlineData("POST", "b", """{"name":"UPPER"}""", 400, "invalid", "a bucket name with capitals")]
    [InlineData("POST", "b", "{}", 400, "required", "a bucket without a name")]
    [InlineData("DELETE", "b/test-bucket", null, 409, "conflict", "deleting a bucket that is not empty")]
    [InlineData("GET", "b/test-bucket/acl", null, 404, "notFound", "what is not emulated")]
    public async Task An_error_has_Googles_status_and_reason(
        string method, string path, string? body, int status, string expected, string reason)
    {
        await _storage.PutAsync("present", "x");

        var answer = await _storage.SendAsync(method, path, body);

        Assert.Equal((status, expected, reason), (answer.Status, answer.Reason, reason));
        Assert.Equal(status, answer.Json.GetProperty("error").GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Buckets_are_created_found_listed_and_deleted()
    {
        Assert.Equal(200, (await _storage.SendAsync("POST", "storage/v1/b?project=p", """{"name":"another"}""")).Status);
        Assert.Equal("another", (await _storage.SendAsync("GET", "b/another")).Member("name"));
        Assert.Equal(2, (await _storage.SendAsync("GET", "storage/v1/b?project=p")).Json.GetProperty("items").GetArrayLength());
        Assert.Equal(204, (await _storage.SendAsync("DELETE", "b/another")).Status);
        Assert.Equal(404, (await _storage.SendAsync("GET", "b/another")).Status);
    }

    [Theory]
    [InlineData("copyTo", "")]
    [InlineData("rewriteTo", "resource")]
    public async Task An_object_is_copied_with_its_traits(string verb, string member)
    {
        await _storage.PutAsync("from/here", "content");

        var answer = await _storage.SendAsync("POST", $"storage/v1/b/{Bucket}/o/from%2Fhere/{verb}/b/{Bucket}/o/to%2Fthere");

        var resource = member.Length > 0 ? answer.Json.GetProperty(member) : answer.Json;
        Assert.Equal("to/there", resource.GetProperty("name").GetString());
        Assert.Equal("text/plain", resource.GetProperty("contentType").GetString());
        Assert.Equal("content", (await _storage.GetAsync("to/there")).Text);
    }
}
