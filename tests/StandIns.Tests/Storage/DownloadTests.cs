using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Google;
using Google.Cloud.Storage.V1;
using Loadgen.Testing.Http;

namespace StandIns.Tests.Storage;

public sealed class DownloadTests
{
    [Fact]
    public async Task A_download_is_one_media_request_whose_headers_tell_the_generation()
    {
        var http = new ScriptedHttp(Media("123456789", "crc32c=4waSgw==,md5=JfnnlDI7RTiF9RgfG2JNCw=="));
        using var client = Clients.Storage(http);
        using var content = new MemoryStream();

        var metadata = await client.DownloadObjectAsync("logs", "a/b c.jsonl", content);

        Assert.Equal("123456789", Encoding.UTF8.GetString(content.ToArray()));
        Assert.Equal(("logs", "a/b c.jsonl", 17L, 2L), (metadata.Bucket, metadata.Name, metadata.Generation, metadata.Metageneration));
        Assert.Equal(("4waSgw==", "JfnnlDI7RTiF9RgfG2JNCw=="), (metadata.Crc32c, metadata.Md5Hash));
        Assert.Equal("https://storage.googleapis.com/storage/v1/b/logs/o/a%2Fb%20c.jsonl?alt=media", Assert.Single(http.Asked).Uri);
    }

    [Fact]
    public async Task Range_generation_and_precondition_go_with_the_request()
    {
        var http = new ScriptedHttp(Media("56789", "crc32c=4waSgw=="));
        using var client = Clients.Storage(http);

        await client.DownloadObjectAsync("logs", "a", Stream.Null, new DownloadObjectOptions
        {
            Range = new RangeHeaderValue(4, null),
            Generation = 5,
            IfGenerationMatch = 6,
            DownloadValidationMode = DownloadValidationMode.Never,
        });

        var asked = Assert.Single(http.Asked);
        Assert.Equal("https://storage.googleapis.com/storage/v1/b/logs/o/a?generation=5&ifGenerationMatch=6&alt=media", asked.Uri);
        Assert.Equal("bytes=4-", asked.Headers["Range"]);
    }

    [Fact]
    public async Task Content_that_does_not_match_its_hash_is_refused()
    {
        using var client = Clients.Storage(new ScriptedHttp(Media("12345678X", "crc32c=4waSgw==")));

        var error = await Assert.ThrowsAsync<IOException>(() => client.DownloadObjectAsync("logs", "a", Stream.Null));

        Assert.Contains("4waSgw==", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(416)]
    [InlineData(503)]
    public async Task An_error_comes_at_once_with_its_status(int status)
    {
        var http = new ScriptedHttp(ScriptedHttp.Error(status));
        using var client = Clients.Storage(http);

        var error = await Assert.ThrowsAsync<GoogleApiException>(() => client.DownloadObjectAsync("logs", "a", Stream.Null));

        Assert.Equal((HttpStatusCode)status, error.HttpStatusCode);
        Assert.Single(http.Asked);
    }

    private static HttpResponseMessage Media(string content, string hash)
    {
        var answer = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(content) };
        answer.Headers.Add("X-Goog-Generation", "17");
        answer.Headers.Add("X-Goog-Metageneration", "2");
        answer.Headers.Add("X-Goog-Hash", hash);
        return answer;
    }
}
