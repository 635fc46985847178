using System.Net;
using System.Text.Json.Nodes;
using Google;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Storage.v1.Data;
using Google.Cloud.Storage.V1;
using Loadgen.Testing.Http;
using CloudObject = Google.Apis.Storage.v1.Data.Object;

namespace StandIns.Tests.Storage;

public sealed class MetadataTests
{
    [Fact]
    public async Task Metadata_is_read_with_credentials()
    {
        var http = new ScriptedHttp(ScriptedHttp.Json(
            """{"name": "a/b", "bucket": "logs", "generation": "17", "metageneration": "1", "size": "9", "crc32c": "4waSgw=="}"""));
        var builder = new StorageClientBuilder { HttpClientFactory = http, GoogleCredential = GoogleCredential.FromAccessToken("secret") };
        using var client = await builder.BuildAsync();

        var found = await client.GetObjectAsync("logs", "a/b");

        Assert.Equal(
            ("a/b", "logs", 17L, 1L, 9UL, "4waSgw=="),
            (found.Name, found.Bucket, found.Generation, found.Metageneration, found.Size, found.Crc32c));
        var asked = Assert.Single(http.Asked);
        Assert.Equal("https://storage.googleapis.com/storage/v1/b/logs/o/a%2Fb", asked.Uri);
        Assert.Equal("Bearer secret", asked.Headers["Authorization"]);
    }

    [Fact]
    public async Task An_absent_object_is_an_error_that_carries_the_services_words()
    {
        using var client = Clients.Storage(new ScriptedHttp(ScriptedHttp.Error(404, "No such object: logs/a", "notFound")));

        var error = await Assert.ThrowsAsync<GoogleApiException>(() => client.GetObjectAsync("logs", "a"));

        Assert.Equal(HttpStatusCode.NotFound, error.HttpStatusCode);
        Assert.Equal((404, "No such object: logs/a"), (error.Error.Code, error.Error.Message));
    }

    [Fact]
    public async Task A_passing_error_is_tried_again_by_default()
    {
        var http = new ScriptedHttp(ScriptedHttp.Error(503), ScriptedHttp.Json("""{"generation": "17"}"""));
        using var client = Clients.Storage(http);

        Assert.Equal(17, (await client.GetObjectAsync("logs", "a")).Generation);
        Assert.Equal(2, http.Asked.Count);
    }

    [Fact]
    public async Task A_deletion_carries_its_precondition_and_is_not_tried_again_when_told_so()
    {
        var http = new ScriptedHttp(ScriptedHttp.Error(503));
        using var client = Clients.Storage(http);

        var options = new DeleteObjectOptions { IfGenerationMatch = 7, RetryOptions = RetryOptions.Never };
        await Assert.ThrowsAsync<GoogleApiException>(() => client.DeleteObjectAsync("logs", "a/b", options));

        var asked = Assert.Single(http.Asked);
        Assert.Equal(HttpMethod.Delete, asked.Method);
        Assert.Equal("https://storage.googleapis.com/storage/v1/b/logs/o/a%2Fb?ifGenerationMatch=7", asked.Uri);
    }

    [Fact]
    public async Task Objects_are_composed_through_the_service()
    {
        var http = new ScriptedHttp(ScriptedHttp.Json("""{"generation": "18"}"""));
        using var client = Clients.Storage(http);
        var body = new ComposeRequest
        {
            Destination = new CloudObject { ContentType = "text/plain" },
            SourceObjects =
            [
                new() { Name = "a" },
                new() { Name = "b", Generation = 3, ObjectPreconditions = new() { IfGenerationMatch = 3 } },
            ],
        };
        var request = client.Service.Objects.Compose(body, "logs", "d/a");
        request.IfGenerationMatch = 17;

        var composed = await request.ExecuteAsync(CancellationToken.None);

        Assert.Equal(18, composed.Generation);
        var asked = Assert.Single(http.Asked);
        Assert.Equal(
            (HttpMethod.Post, "https://storage.googleapis.com/storage/v1/b/logs/o/d%2Fa/compose?ifGenerationMatch=17"),
            (asked.Method, asked.Uri));
        var expected = """
            {"destination": {"contentType": "text/plain"},
             "sourceObjects": [{"name": "a"}, {"name": "b", "generation": 3, "objectPreconditions": {"ifGenerationMatch": 3}}]}
            """;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(asked.Body)), asked.Body);
    }

    [Fact]
    public async Task A_listing_goes_from_page_to_page_and_asks_nothing_before_it_is_enumerated()
    {
        var http = new ScriptedHttp(
            ScriptedHttp.Json("""{"items": [{"name": "p/1"}, {"name": "p/2"}], "nextPageToken": "more"}"""),
            ScriptedHttp.Json("""{"nextPageToken": "last"}"""),
            ScriptedHttp.Json("""{"items": [{"name": "p/3"}]}"""));
        using var client = Clients.Storage(http);

        var listing = client.ListObjectsAsync("logs", "p/");
        Assert.Empty(http.Asked);
        var names = new List<string?>();
        await foreach (var found in listing)
            names.Add(found.Name);

        Assert.Equal(["p/1", "p/2", "p/3"], names);
        Assert.Equal("https://storage.googleapis.com/storage/v1/b/logs/o?prefix=p%2F", http.Asked[0].Uri);
        Assert.Contains("pageToken=more", http.Asked[1].Uri, StringComparison.Ordinal);
        Assert.Contains("pageToken=last", http.Asked[2].Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bucket_is_created_in_a_project()
    {
        var http = new ScriptedHttp(ScriptedHttp.Json("""{"name": "logs"}"""));
        using var client = Clients.Storage(http);

        Assert.Equal("logs", (await client.CreateBucketAsync("p", "logs")).Name);

        var asked = Assert.Single(http.Asked);
        Assert.Equal((HttpMethod.Post, "https://storage.googleapis.com/storage/v1/b?project=p"), (asked.Method, asked.Uri));
        Assert.Equal("""{"name":"logs"}""", asked.Body);
    }
}
