using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Loadgen.Storage;
using Loadgen.Testing.Http;

namespace Loadgen.Cloud.Tests.Storage;

public sealed class CloudObjectStoreTests
{
    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task A_whole_object_is_read_by_one_request_that_tells_the_generation_of_its_bytes()
    {
        var http = new ScriptedHttp(Answers.Media("lines\n", generation: 7));

        var stored = await Answers.Store(http).ReadAsync("a", None);

        Assert.Equal((7L, "lines\n"), (stored!.Generation, Text(stored)));
        Assert.False(Assert.Single(http.Asked).Headers.ContainsKey("Range"));
    }

    [Fact]
    public async Task An_absent_object_reads_as_null() =>
        Assert.Null(await Answers.Store(new ScriptedHttp(ScriptedHttp.Error(404))).ReadAsync("a", None));

    [Fact]
    public async Task A_part_is_asked_for_with_the_byte_before_it_since_what_has_not_grown_has_no_other_answer()
    {
        var http = new ScriptedHttp(Answers.Part("3456", "bytes 3-6/10", generation: 7));

        var part = (await Answers.Store(http).ReadPartAsync("d/a", 4, 3, None))!;

        Assert.Equal((7L, 10L, "456"), (part.Generation, part.Length, Encoding.UTF8.GetString(part.Content.Span)));
        var asked = Assert.Single(http.Asked);
        Assert.Equal(
            ("https://storage.googleapis.com/storage/v1/b/logs/o/d%2Fa?alt=media", "bytes=3-6"), (asked.Uri, asked.Headers["Range"]));
    }

    [Fact]
    public async Task Whoever_knows_no_ranges_may_send_everything()
    {
        var http = new ScriptedHttp(Answers.Media("0123456789", generation: 7));

        var part = (await Answers.Store(http).ReadPartAsync("a", 4, 3, None))!;

        Assert.Equal((7L, 10L, "456"), (part.Generation, part.Length, Encoding.UTF8.GetString(part.Content.Span)));
    }

    [Theory]
    [InlineData("456", "bytes 4-6/10", "it begins later")]
    [InlineData("345", "bytes 3-6/10", "it ends before it should")]
    [InlineData("3456", "bytes 3-6/*", "nobody knows how long the object is")]
    public async Task Another_part_than_was_asked_for_is_not_taken_for_it(string content, string range, string reason)
    {
        var http = new ScriptedHttp(Answers.Part(content, range, generation: 7));

        var error = await Assert.ThrowsAsync<ObjectStoreUnavailableException>(() => Answers.Store(http).ReadPartAsync("a", 4, 3, None));

        Assert.True(error.Message.Contains(range, StringComparison.Ordinal), reason);
    }

    [Fact]
    public async Task What_grows_between_two_requests_is_read_all_the_same()
    {
        var http = new ScriptedHttp(
            ScriptedHttp.Error(416),
            ScriptedHttp.Json("""{"generation": "8", "size": "7"}"""),
            Answers.Part("3456", "bytes 3-6/7", generation: 8));

        var part = (await Answers.Store(http).ReadPartAsync("a", 4, 3, None))!;

        Assert.Equal((8L, 7L, "456"), (part.Generation, part.Length, Encoding.UTF8.GetString(part.Content.Span)));
    }

    [Fact]
    public async Task A_listing_asks_for_names_alone_page_by_page()
    {
        var http = new ScriptedHttp(
            ScriptedHttp.Json("""{"items": [{"name": "s/1"}], "nextPageToken": "more"}"""),
            ScriptedHttp.Json("""{"items": [{"name": "s/2"}]}"""));

        Assert.Equal(["s/1", "s/2"], await Answers.Store(http).ListAsync("s/", None));

        const string address = "https://storage.googleapis.com/storage/v1/b/logs/o";
        Assert.All(http.Asked, asked => Assert.StartsWith($"{address}?", asked.Uri, StringComparison.Ordinal));
        Assert.All(http.Asked, asked => Assert.Contains("fields=items%28name%29%2CnextPageToken", asked.Uri, StringComparison.Ordinal));
        Assert.All(http.Asked, asked => Assert.Contains("prefix=s%2F", asked.Uri, StringComparison.Ordinal));
        Assert.Contains("pageToken=more", http.Asked[1].Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_write_is_one_conditional_request_with_the_contents_hash_for_the_service_to_check()
    {
        var http = new ScriptedHttp(ScriptedHttp.Json("""{"name": "d/a", "generation": "8"}"""));

        var generation = await Answers.Store(http).WriteAsync("d/a", Encoding.UTF8.GetBytes("lines\n"), "application/x-ndjson", 7, None);

        Assert.Equal(8, generation);
        var asked = Assert.Single(http.Asked);
        Assert.Equal(
            (HttpMethod.Post, "https://storage.googleapis.com/upload/storage/v1/b/logs/o"
                + "?uploadType=multipart&fields=generation&ifGenerationMatch=7"),
            (asked.Method, asked.Uri));
        var boundary = asked.Headers["Content-Type"].Split("multipart/related; boundary=")[1];
        Assert.Equal(
            $"--{boundary}\r\nContent-Type: application/json\r\n\r\n"
                + """{"name":"d/a","contentType":"application/x-ndjson","md5Hash":"P7FipP4FwIyiQB4dPHOyew=="}"""
                + $"\r\n--{boundary}\r\nContent-Type: application/x-ndjson\r\n\r\nlines\n\r\n--{boundary}--\r\n",
            asked.Body);
    }

    [Theory]
    [InlineData("", "an emulator that answers no hash")]
    [InlineData(", \"md5Hash\": \"AAAAAA==\"", "an answer about other content is not what decides")]
    public async Task A_write_never_deletes_what_was_stored(string hash, string reason)
    {
        var http = new ScriptedHttp(ScriptedHttp.Json($$"""{"name": "d/a", "generation": "8"{{hash}}}"""));

        var generation = await Answers.Store(http).WriteAsync("d/a", Encoding.UTF8.GetBytes("lines\n"), "application/x-ndjson", 7, None);

        Assert.True(generation == 8, reason);
        Assert.Single(http.Asked);
    }

    [Fact]
    public async Task An_empty_object_can_be_written()
    {
        var http = new ScriptedHttp(ScriptedHttp.Json("""{"name": "a", "generation": "8"}"""));

        Assert.Equal(8, await Answers.Store(http).WriteAsync("a", ReadOnlyMemory<byte>.Empty, "text/plain", 0, None));
    }

    [Fact]
    public async Task A_composition_names_its_parts_in_order_and_is_conditional()
    {
        var http = new ScriptedHttp(ScriptedHttp.Json("""{"generation": "9"}"""));

        var generation = await Answers.Store(http).ComposeAsync("d/a", ["d/a", "p/1"], "application/x-ndjson", 8, None);

        Assert.Equal(9, generation);
        var asked = Assert.Single(http.Asked);
        Assert.Equal("https://storage.googleapis.com/storage/v1/b/logs/o/d%2Fa/compose?ifGenerationMatch=8", asked.Uri);
        var expected = """{"destination": {"contentType": "application/x-ndjson"}, "sourceObjects": [{"name": "d/a"}, {"name": "p/1"}]}""";
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(asked.Body)), asked.Body);
    }

    [Theory]
    [InlineData(204)]
    [InlineData(404)] // gone already
    public async Task A_deletion_is_conditional_and_may_find_nothing(int status)
    {
        var http = new ScriptedHttp(status == 404 ? ScriptedHttp.Error(404) : new HttpResponseMessage((HttpStatusCode)status));

        await Answers.Store(http).DeleteAsync("a", 8, None);

        var asked = Assert.Single(http.Asked);
        Assert.Equal(
            (HttpMethod.Delete, "https://storage.googleapis.com/storage/v1/b/logs/o/a?ifGenerationMatch=8"), (asked.Method, asked.Uri));
    }

    private static string Text(StoredObject stored) => Encoding.UTF8.GetString(stored.Content.Span);
}
