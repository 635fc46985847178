using static Loadgen.Emulation.Tests.Storage.StorageFixture;

namespace Loadgen.Emulation.Tests.Storage;

public sealed class UploadTests : IAsyncLifetime
{
    private const int Unit = 256 * 1024;

    private StorageFixture _storage = null!;

    public async Task InitializeAsync() => _storage = await StorageFixture.StartAsync();

    public async Task DisposeAsync() => await _storage.DisposeAsync();

    [Fact]
    public async Task A_multipart_upload_brings_metadata_and_content()
    {
        const string Body = "--x\r\nContent-Type: application/json\r\n\r\n{\"name\":\"a/b\",\"metadata\":{\"k\":\"v\"}}\r\n"
            + "--x\r\nContent-Type: image/webp\r\n\r\ncontent\r\n--x--\r\n";

        var answer = await _storage.SendAsync(
            "POST", $"upload/storage/v1/b/{Bucket}/o?uploadType=multipart", Body, "multipart/related; boundary=\"x\"");

        Assert.Equal(("a/b", "image/webp"), (answer.Member("name"), answer.Member("contentType")));
        Assert.Equal("content", (await _storage.GetAsync("a/b")).Text);
    }

    [Fact]
    public async Task A_multipart_upload_as_gcloud_sends_it_has_LF_lines_and_a_boundary_in_single_quotes()
    {
        const string Body = "--==7==\nContent-Type: application/json\nMIME-Version: 1.0\n\n{\"name\": \"a\"}\n"
            + "--==7==\nContent-Type: text/plain\nContent-Transfer-Encoding: binary\n\nthe\r\ncontent\r\n--==7==--";

        var answer = await _storage.SendAsync(
            "POST", $"upload/storage/v1/b/{Bucket}/o?uploadType=multipart", Body, "multipart/related; boundary='==7=='");

        Assert.Equal((200, "text/plain"), (answer.Status, answer.Member("contentType")));
        Assert.Equal("the\r\ncontent\r", (await _storage.GetAsync("a")).Text);
    }

    [Theory]
    [InlineData("multipart/related", "--x--", "no boundary")]
    [InlineData("multipart/related; boundary=x", "", "no body")]
    [InlineData("multipart/related; boundary=x", "--x", "nothing behind the boundary")]
    [InlineData("multipart/related; boundary=x", "--y\r\n\r\n{}\r\n--y\r\n\r\nz\r\n--y--", "another boundary")]
    [InlineData("multipart/related; boundary=x", "--x\r\n\r\n{}\r\n--x--\r\n", "one part only")]
    [InlineData("multipart/related; boundary=x", "--x\r\n\r\n{}\r\n--x\r\n\r\ncontent", "content without an end")]
    [InlineData("multipart/related; boundary=x", "--x\r\n\r\n{\"na", "cut off")]
    public async Task A_broken_multipart_upload_is_refused(string contentType, string body, string reason)
    {
        var answer = await _storage.SendAsync("POST", $"upload/b/{Bucket}/o?uploadType=multipart&name=a", body, contentType);

        Assert.Equal((400, "invalid", reason), (answer.Status, answer.Reason, reason));
    }

    [Fact]
    public async Task A_resumable_upload_in_chunks_becomes_one_object()
    {
        var session = await StartAsync("big", """{"name":"big","contentType":"image/webp"}""");
        var content = new string('x', Unit) + new string('y', Unit) + "end";

        var first = await PutAsync(session, content[..Unit], $"bytes 0-{Unit - 1}/*");
        var second = await PutAsync(session, content[Unit..(2 * Unit)], $"bytes {Unit}-{(2 * Unit) - 1}/{content.Length}");
        Assert.Equal(404, (await _storage.GetAsync("big")).Status);
        var last = await PutAsync(session, "end", $"bytes {2 * Unit}-{content.Length - 1}/{content.Length}");

        Assert.Equal((308, $"bytes=0-{Unit - 1}"), (first.Status, first.Headers["Range"]));
        Assert.Equal((308, $"bytes=0-{(2 * Unit) - 1}"), (second.Status, second.Headers["Range"]));
        Assert.Equal((200, "image/webp"), (last.Status, last.Member("contentType")));
        Assert.Equal(content, (await _storage.GetAsync("big")).Text);
    }

    [Fact]
    public async Task A_session_tells_how_far_it_got_and_goes_on_from_there()
    {
        var session = await StartAsync("a");
        var nothing = await PutAsync(session, "", "bytes */3");
        await PutAsync(session, new string('x', Unit), $"bytes 0-{Unit - 1}/*");

        var some = await PutAsync(session, "", "bytes */*");
        // The client that never saw the answer sends the chunk again, with more behind it.
        var last = await PutAsync(session, new string('x', Unit) + "end", $"bytes 0-{Unit + 2}/{Unit + 3}");
        var after = await PutAsync(session, "", $"bytes */{Unit + 3}");

        Assert.Equal((308, false), (nothing.Status, nothing.Headers.ContainsKey("Range")));
        Assert.Equal((308, $"bytes=0-{Unit - 1}"), (some.Status, some.Headers["Range"]));
        Assert.Equal(200, last.Status);
        Assert.Equal((200, last.Member("generation")), (after.Status, after.Member("generation")));
        Assert.Equal(Unit + 3, (await _storage.GetAsync("a")).Body.Length);
    }

    [Theory]
    [InlineData("content", null, "without a range, the body is everything")]
    [InlineData("content", "bytes 0-6/7", "in one chunk")]
    [InlineData("", "bytes */0", "an empty object")]
    public async Task A_small_resumable_upload_takes_one_request(string content, string? range, string reason)
    {
        var answer = await PutAsync(await StartAsync("a"), content, range);

        Assert.Equal((200, reason), (answer.Status, reason));
        Assert.Equal(content, (await _storage.GetAsync("a")).Text);
    }

    [Theory]
    [InlineData("abc", "bytes 0-2/*", "a chunk that is no multiple of 256 KiB and not the last")]
    [InlineData("abc", "bytes 0-2/9", "the same with a known total")]
    [InlineData("abc", "bytes 5-7/8", "a gap")]
    [InlineData("abc", "bytes 0-5/6", "a body that is shorter than its range")]
    [InlineData("abc", "bytes 0-2/2", "a chunk that ends behind the total")]
    [InlineData("abc", "bytes */3", "a question with a body")]
    [InlineData("abc", "letters 0-2/3", "another unit")]
    public async Task A_wrong_chunk_is_refused_and_the_session_goes_on(string body, string range, string reason)
    {
        var session = await StartAsync("a");

        var refused = await PutAsync(session, body, range);
        var last = await PutAsync(session, "abc", "bytes 0-2/3");

        Assert.Equal((400, "invalid", reason), (refused.Status, refused.Reason, reason));
        Assert.Equal(200, last.Status);
    }

    [Fact]
    public async Task The_precondition_of_a_session_is_judged_when_it_ends()
    {
        var session = await StartAsync("a", query: "&ifGenerationMatch=0");
        await _storage.PutAsync("a", "other");

        var answer = await PutAsync(session, "mine", "bytes 0-3/4");

        Assert.Equal((412, "conditionNotMet"), (answer.Status, answer.Reason));
        Assert.Equal("other", (await _storage.GetAsync("a")).Text);
    }

    [Theory]
    [InlineData("crc32c=4waSgw==", 200, "the right CRC-32C")]
    [InlineData("crc32c=4waSgw==,md5=JfnnlDI7RTiF9RgfG2JNCw==", 200, "both right")]
    [InlineData("crc32c=AAAAAA==", 400, "a wrong CRC-32C")]
    [InlineData("md5=AAAAAA==", 400, "a wrong MD5")]
    public async Task Content_that_does_not_have_the_clients_checksum_is_not_stored(string hash, int status, string reason)
    {
        var answer = await PutAsync(await StartAsync("a"), "123456789", "bytes 0-8/9", ("x-goog-hash", hash));

        Assert.Equal((status, reason), (answer.Status, reason));
        Assert.Equal(status == 200 ? 200 : 404, (await _storage.GetAsync("a")).Status);
    }

    [Fact]
    public async Task An_unknown_session_is_not_found() =>
        Assert.Equal(404, (await PutAsync($"upload/storage/v1/b/{Bucket}/o?uploadType=resumable&upload_id=nope", "x", null)).Status);

    private async Task<string> StartAsync(string name, string? body = null, string query = "")
    {
        var answer = await _storage.SendAsync(
            "POST",
            $"upload/storage/v1/b/{Bucket}/o?uploadType=resumable&name={name}{query}",
            body,
            headers: ("X-Upload-Content-Type", "text/plain"));
        Assert.Equal(200, answer.Status);
        return answer.Headers["Location"];
    }

    private Task<Answer> PutAsync(string session, string body, string? range, params (string, string)[] headers) => _storage.SendAsync(
        "PUT", session, body, "text/plain", range is null ? headers : [("Content-Range", range), .. headers]);
}
