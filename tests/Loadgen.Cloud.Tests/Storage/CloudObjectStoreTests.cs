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

        var stored = await Answers.Store(http).ReadAsync("a", 0, None);

        Assert.Equal((7L, "lines\n"), (stored!.Generation, Text(stored)));
        Assert.False(Assert.Single(http.Asked).Headers.ContainsKey("Range"));
    }

    [Fact]
    public async Task The_rest_of_an_object_is_read_as_a_range_whose_hash_is_not_its_own()
    {
        var http = new ScriptedHttp(Answers.Media("s\n", generation: 7, hash: "crc32c=AAAAAA=="));

        var stored = await Answers.Store(http).ReadAsync("a", 4, None);

        Assert.Equal((7L, "s\n"), (stored!.Generation, Text(stored)));
        Assert.Equal("bytes=4-", Assert.Single(http.Asked).Headers["Range"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public async Task An_absent_object_reads_as_null(long offset) =>
        Assert.Null(await Answers.Store(new ScriptedHttp(ScriptedHttp.Error(404))).ReadAsync("a", offset, None));

    [Theory]
    [InlineData("6")] // at the end
    [InlineData("2")] // behind it
    public async Task From_its_end_on_an_object_reads_as_empty_with_its_generation(string size)
    {
        var http = new ScriptedHttp(ScriptedHttp.Error(416), ScriptedHttp.Json($$"""{"name": "a", "generation": "7", "size": "{{size}}"}"""));

        var stored = await Answers.Store(http).ReadAsync("a", 6, None);

        Assert.Equal((7L, ""), (stored!.Generation, Text(stored)));
    }

    [Fact]
    public async Task An_object_that_grows_between_the_requests_of_a_read_is_read_again()
    {
        var http = new ScriptedHttp(
            ScriptedHttp.Error(416), ScriptedHttp.Json("""{"generation": "8", "size": "9"}"""), Answers.Media("new", generation: 9));

        var stored = await Answers.Store(http).ReadAsync("a", 6, None);

        Assert.Equal((9L, "new"), (stored!.Generation, Text(stored)));
    }

    [Fact]
    public async Task An_object_that_is_deleted_between_the_requests_of_a_read_is_absent() =>
        Assert.Null(await Answers.Store(new ScriptedHttp(ScriptedHttp.Error(416), ScriptedHttp.Error(404))).ReadAsync("a", 6, None));

    [Fact]
    public async Task A_read_that_never_sees_the_same_object_twice_is_given_up()
    {
        var http = new ScriptedHttp(request => request.Uri.Contains("alt=media", StringComparison.Ordinal)
            ? ScriptedHttp.Error(416)
            : ScriptedHttp.Json("""{"generation": "8", "size": "9"}"""));

        await Assert.ThrowsAsync<ObjectStoreUnavailableException>(() => Answers.Store(http).ReadAsync("a", 6, None));
    }

    [Fact]
    public async Task A_write_is_conditional_and_tells_the_new_generation()
    {
        var http = new ScriptedHttp(Answers.Session(), ScriptedHttp.Json("""{"name": "d/a", "generation": "8"}"""));

        var generation = await Answers.Store(http).WriteAsync("d/a", Encoding.UTF8.GetBytes("lines\n"), "application/x-ndjson", 7, None);

        Assert.Equal(8, generation);
        Assert.Contains("ifGenerationMatch=7", http.Asked[0].Uri, StringComparison.Ordinal);
        Assert.Equal("application/x-ndjson", http.Asked[0].Headers["X-Upload-Content-Type"]);
        Assert.Equal("lines\n", http.Asked[1].Body);
    }

    [Fact]
    public async Task An_empty_object_can_be_written()
    {
        var http = new ScriptedHttp(Answers.Session(), ScriptedHttp.Json("""{"name": "a", "generation": "8"}"""));

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
        Assert.Equal((HttpMethod.Delete, "https://storage.googleapis.com/storage/v1/b/logs/o/a?ifGenerationMatch=8"), (asked.Method, asked.Uri));
    }

    private static string Text(StoredObject stored) => Encoding.UTF8.GetString(stored.Content.Span);
}
