using System.Net;
using System.Text;
using Google;
using Google.Cloud.Storage.V1;
using Loadgen.Testing.Http;

namespace StandIns.Tests.Storage;

public sealed class UploadTests
{
    private const string Session = "https://storage.googleapis.com/upload/storage/v1/b/logs/o?uploadType=resumable&upload_id=1";

    [Fact]
    public async Task An_upload_opens_a_session_and_puts_the_content_to_it()
    {
        var http = new ScriptedHttp(SessionOpened(), ScriptedHttp.Json("""{"name": "a/b.jsonl", "generation": "17", "size": "9"}"""));
        using var client = Clients.Storage(http);

        var stored = await client.UploadObjectAsync(
            "logs", "a/b.jsonl", "text/plain", Content("123456789"), new UploadObjectOptions { IfGenerationMatch = 0 });

        Assert.Equal(17, stored.Generation);
        Assert.Equal(9UL, stored.Size);
        var (open, put) = (http.Asked[0], http.Asked[1]);
        Assert.Equal(HttpMethod.Post, open.Method);
        Assert.StartsWith("https://storage.googleapis.com/upload/storage/v1/b/logs/o?", open.Uri, StringComparison.Ordinal);
        Assert.Contains("uploadType=resumable", open.Uri, StringComparison.Ordinal);
        Assert.Contains("ifGenerationMatch=0", open.Uri, StringComparison.Ordinal);
        Assert.Contains("\"name\":\"a/b.jsonl\"", open.Body, StringComparison.Ordinal);
        Assert.Contains("\"contentType\":\"text/plain\"", open.Body, StringComparison.Ordinal);
        Assert.Equal("text/plain", open.Headers["X-Upload-Content-Type"]);
        Assert.Equal((HttpMethod.Put, Session, "123456789"), (put.Method, put.Uri, put.Body));
        Assert.Equal("bytes 0-8/9", put.Headers["Content-Range"]);
        // The check value of CRC-32C for these nine digits is E3069283.
        Assert.Equal("crc32c=4waSgw==", put.Headers["x-goog-hash"]);
    }

    [Fact]
    public async Task A_long_content_goes_in_chunks_and_its_last_request_carries_the_hash_of_all_of_it()
    {
        var content = new byte[(10 << 20) + 9];
        Encoding.UTF8.GetBytes("123456789").CopyTo(content, 10 << 20);
        var more = new HttpResponseMessage(HttpStatusCode.PermanentRedirect);
        more.Headers.TryAddWithoutValidation("Range", $"bytes=0-{(10 << 20) - 1}");
        var http = new ScriptedHttp(SessionOpened(), more, ScriptedHttp.Json("""{"generation": "17"}"""));
        using var client = Clients.Storage(http);

        await client.UploadObjectAsync("logs", "a", "text/plain", new MemoryStream(content));

        Assert.Equal("bytes 0-10485759/10485769", http.Asked[1].Headers["Content-Range"]);
        Assert.Equal("bytes 10485760-10485768/10485769", http.Asked[2].Headers["Content-Range"]);
        Assert.False(http.Asked[1].Headers.ContainsKey("x-goog-hash"));
        Assert.Equal("crc32c=nBZsDA==", http.Asked[2].Headers["x-goog-hash"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failed_precondition_is_an_error_with_its_status(bool whenTheSessionIsOpened)
    {
        var refusal = ScriptedHttp.Error(412, "At least one of the pre-conditions you specified did not hold.", "conditionNotMet");
        var http = whenTheSessionIsOpened ? new ScriptedHttp(refusal) : new ScriptedHttp(SessionOpened(), refusal);
        using var client = Clients.Storage(http);

        var error = await Assert.ThrowsAsync<GoogleApiException>(() => client.UploadObjectAsync("logs", "a", "text/plain", Content("x")));

        Assert.Equal(HttpStatusCode.PreconditionFailed, error.HttpStatusCode);
        Assert.Equal("conditionNotMet", error.Error.Errors[0].Reason);
    }

    private static HttpResponseMessage SessionOpened() => new(HttpStatusCode.OK) { Headers = { Location = new Uri(Session) } };

    private static MemoryStream Content(string text) => new(Encoding.UTF8.GetBytes(text));
}
