using System.Text;
using Google.Cloud.Storage.V1;
using Loadgen.Emulation.Storage;
using Loadgen.Samples.Logs;
using Loadgen.Samples.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Loadgen.Samples.Tests;

/// <summary>The image and the video function against a Cloud Storage.</summary>
public sealed class MediaTests : IAsyncLifetime
{
    private const string Bucket = "media-bucket";
    private const string Event = "e:2026-01-20T13:00:00Z:image_format_converter:01";

    private StorageServer _storage = null!;
    private StorageClient _client = null!;

    public async Task InitializeAsync()
    {
        _storage = await StorageServer.StartAsync(new StorageServerOptions { Random = new Random(1) });
        _storage.EnsureBucket(Bucket);
        _client = await new StorageClientBuilder { BaseUri = _storage.BaseUri.ToString(), UnauthenticatedAccess = true }.BuildAsync();
        await WriteAsync("in/picture.png", Encoding.UTF8.GetBytes(new string('p', 5000)));
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _storage.DisposeAsync();
    }

    [Fact]
    public async Task An_image_is_read_worked_on_and_its_result_written_beside_it()
    {
        using var server = Start<ImageFormatConverter>();

        var reply = await server.PostAsync(Image("gs://media-bucket/in/picture.png", eventId: Event));

        var result = await ReadAsync($"in/results/{Event}.webp");
        Assert.Equal("ok", reply.Text("status"));
        Assert.Equal("""{"gcs_uri":"gs://media-bucket/in/picture.png","bytes":5000}""", reply.Raw("input"));
        Assert.Equal($$"""{"gcs_uri":"gs://media-bucket/in/results/{{Event}}.webp","bytes":{{result.Length}}}""", reply.Raw("output"));
        Assert.NotEmpty(result);
    }

    [Fact]
    public async Task A_video_is_read_worked_on_and_its_result_written_beside_it()
    {
        using var server = Start<VideoTranscoder>();

        var reply = await server.PostAsync("""{"gcs_uri":"gs://media-bucket/in/picture.png","passes":2,"event_id":"v:01"}""");

        Assert.Equal("ok", reply.Text("status"));
        Assert.NotEmpty(await ReadAsync("in/results/v:01.transcoded"));
    }

    [Fact]
    public async Task An_event_that_is_run_again_overwrites_its_own_result_with_the_same()
    {
        using var server = Start<ImageFormatConverter>();
        await server.PostAsync(Image("gs://media-bucket/in/picture.png", eventId: Event));
        var first = await ReadAsync($"in/results/{Event}.webp");

        await server.PostAsync(Image("gs://media-bucket/in/picture.png", eventId: Event));

        Assert.Equal(first, await ReadAsync($"in/results/{Event}.webp"));
        Assert.Single(await NamesAsync("in/results/"));
    }

    [Fact]
    public async Task Without_an_event_what_is_asked_for_names_the_result()
    {
        using var server = Start<ImageFormatConverter>();

        await server.PostAsync(Image("gs://media-bucket/in/picture.png", quality: 20));
        await server.PostAsync(Image("gs://media-bucket/in/picture.png", quality: 20));
        await server.PostAsync(Image("gs://media-bucket/in/picture.png", quality: 90));

        Assert.Equal(2, (await NamesAsync("in/results/")).Count);
    }

    [Fact]
    public async Task An_object_at_the_top_and_an_empty_one_are_converted_too()
    {
        await WriteAsync("empty", []);
        using var server = Start<VideoTranscoder>();

        var reply = await server.PostAsync("""{"gcs_uri":"gs://media-bucket/empty","passes":1,"event_id":"v"}""");

        Assert.Equal("ok", reply.Text("status"));
        Assert.Equal(["results/v.transcoded"], await NamesAsync("results/"));
    }

    [Theory]
    [InlineData(
        "gs://media-bucket/in/none.png",
        404, "gcs_uri: found no object gs://media-bucket/in/none.png; allowed: an object that exists", "no such object")]
    [InlineData(
        "gs://no-such-bucket/a",
        404, "gcs_uri: found no object gs://no-such-bucket/a; allowed: an object that exists", "no such bucket")]
    [InlineData("https://media-bucket/a", 422, "gcs_uri: found 'https://media-bucket/a'; allowed: gs://bucket/object", "another scheme")]
    [InlineData("gs://media-bucket", 422, "gcs_uri: found 'gs://media-bucket'; allowed: gs://bucket/object", "no object")]
    [InlineData("gs://media-bucket/", 422, "gcs_uri: found 'gs://media-bucket/'; allowed: gs://bucket/object", "an object without a name")]
    [InlineData("gs:///a", 422, "gcs_uri: found 'gs:///a'; allowed: gs://bucket/object", "no bucket")]
    [InlineData("gs://Media/a", 422, "gcs_uri: found 'gs://Media/a'; allowed: gs://bucket/object", "a bucket in capitals")]
    [InlineData("", 422, "gcs_uri: found ''; allowed: gs://bucket/object", "nothing")]
    public async Task An_input_that_is_not_there_or_no_object_is_refused(string uri, int status, string error, string reason)
    {
        using var server = Start<ImageFormatConverter>();

        var reply = await server.PostAsync(Image(uri));

        Assert.Equal((status, error, reason), ((int)reply.Status, reply.Text("error"), reason));
    }

    [Theory]
    [InlineData(
        """{"gcs_uri":"gs://media-bucket/a","format":"WEBP","quality":101}""",
        422, "quality: found 101; allowed: a whole number from 1 to 100")]
    [InlineData(
        """{"gcs_uri":"gs://media-bucket/a","format":"WEBP","quality":0}""",
        422, "quality: found 0; allowed: a whole number from 1 to 100")]
    [InlineData(
        """{"gcs_uri":"gs://media-bucket/a","format":"WEBP"}""",
        400, "quality: found nothing; allowed: a whole number from 1 to 100")]
    [InlineData("""{"gcs_uri":"gs://media-bucket/a","quality":85}""", 400, "format: found nothing; allowed: text")]
    [InlineData("""{"gcs_uri":"gs://media-bucket/a","format":"../x","quality":85}""", 422,
        "format: found '../x'; allowed: 1 to 16 letters and digits, since the result's name ends in it")]
    [InlineData("""{"gcs_uri":7,"format":"WEBP","quality":85}""", 400, "gcs_uri: found 7; allowed: text")]
    [InlineData("""{"gcs_uri":"gs://media-bucket/a","format":"WEBP","quality":85,"event_id":"a/b"}""", 422,
        "event_id: found 'a/b'; allowed: 1 to 256 of letters, digits and . _ : -, since the result is named after it")]
    public async Task What_an_image_cannot_be_converted_to_is_refused_before_anything_is_read(string body, int status, string error)
    {
        using var server = Start<ImageFormatConverter>();

        var reply = await server.PostAsync(body);

        Assert.Equal((status, error), ((int)reply.Status, reply.Text("error")));
        Assert.DoesNotContain("objects.get", _storage.Requests.Keys);
    }

    [Theory]
    [InlineData("0", 422, "found 0")]
    [InlineData("11", 422, "found 11")]
    [InlineData("\"2\"", 400, "found the text '2'")]
    public async Task A_video_takes_1_to_10_passes(string passes, int status, string error)
    {
        using var server = Start<VideoTranscoder>();

        var reply = await server.PostAsync($$"""{"gcs_uri":"gs://media-bucket/in/picture.png","passes":{{passes}}}""");

        Assert.Equal((status, $"passes: {error}; allowed: a whole number from 1 to 10"), ((int)reply.Status, reply.Text("error")));
    }

    [Fact]
    public async Task A_storage_that_cannot_be_reached_is_an_answer_of_502()
    {
        using var server = Start<VideoTranscoder>();
        await _storage.DisposeAsync();

        var reply = await server.PostAsync("""{"gcs_uri":"gs://media-bucket/in/picture.png","passes":1}""");

        Assert.Equal((502, 502), ((int)reply.Status, Assert.Single(server.Lines).Status));
        Assert.StartsWith(
            "gcs_uri: Cloud Storage could not be asked for gs://media-bucket/in/picture.png",
            reply.Text("error"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_of_the_program_is_logged_and_left_to_the_host()
    {
        var lines = new List<RequestLine>();
        using var server = SampleServer.Start<VideoTranscoder>(services =>
        {
            services.AddSingleton<Func<StorageClient>>(() => throw new InvalidOperationException("no credentials"));
            services.AddSingleton<RequestLog>(lines.Add);
        });

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => server.PostAsync("""{"gcs_uri":"gs://media-bucket/in/picture.png","passes":1}"""));

        Assert.Equal([(500, "InvalidOperationException")], lines.Select(line => (line.Status, line.Error)));
    }

    private SampleServer Start<T>()
        where T : Google.Cloud.Functions.Framework.IHttpFunction => SampleServer.Start<T>(services => services.AddSingleton(_client));

    private static string Image(string uri, int quality = 85, string? eventId = null) =>
        $$"""{"gcs_uri":"{{uri}}","format":"WEBP","quality":{{quality}}{{(eventId is null ? "" : $",\"event_id\":\"{eventId}\"")}}}""";

    private Task WriteAsync(string name, byte[] content) =>
        _client.UploadObjectAsync(Bucket, name, "application/octet-stream", new MemoryStream(content));

    private async Task<byte[]> ReadAsync(string name)
    {
        var content = new MemoryStream();
        await _client.DownloadObjectAsync(Bucket, name, content);
        return content.ToArray();
    }

    private async Task<List<string>> NamesAsync(string prefix)
    {
        var names = new List<string>();
        await foreach (var found in _client.ListObjectsAsync(Bucket, prefix))
            names.Add(found.Name!);
        return names;
    }
}
