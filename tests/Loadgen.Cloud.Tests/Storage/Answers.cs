using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Google.Cloud.Storage.V1;
using Loadgen.Cloud.Storage;
using Loadgen.Testing.Http;

namespace Loadgen.Cloud.Tests.Storage;

/// <summary>What Cloud Storage answers, and a store that hears it.</summary>
internal static class Answers
{
    public static CloudObjectStore Store(ScriptedHttp http, TimeProvider? time = null) => new(
        new StorageClientBuilder { HttpClientFactory = http, UnauthenticatedAccess = true }.Build(), "logs", time ?? TimeProvider.System);

    public static HttpResponseMessage Session() => new(HttpStatusCode.OK)
    {
        Headers = { Location = new Uri("https://storage.googleapis.com/upload/storage/v1/b/logs/o?uploadType=resumable&upload_id=1") },
    };

    public static HttpResponseMessage Media(string content, long generation, string? hash = null)
    {
        var answer = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(content) };
        answer.Headers.Add("X-Goog-Generation", generation.ToString(CultureInfo.InvariantCulture));
        if (hash is not null)
            answer.Headers.Add("X-Goog-Hash", hash);
        return answer;
    }

    public static HttpResponseMessage Part(string content, string range, long generation)
    {
        var answer = Media(content, generation);
        answer.StatusCode = HttpStatusCode.PartialContent;
        answer.Content.Headers.ContentRange = ContentRangeHeaderValue.Parse(range);
        return answer;
    }
}
