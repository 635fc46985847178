using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Google;
using Google.Apis.Storage.v1;

namespace Loadgen.Cloud.Storage;

/// <summary>
/// Uploads an object in one request. Google's client always opens a session, and where the answer to the session's last request is lost it
/// asks what became of it. Not every server then tells that the upload was refused: the precondition would seem to have held.
/// </summary>
internal static class ObjectUpload
{
    /// <summary>Sends the content with its hash, so that the service refuses what was damaged on its way.</summary>
    /// <returns>The object's new generation, which is all that is asked for: this answers every event's claim.</returns>
    /// <exception cref="GoogleApiException">It is refused, or the answer cannot be read.</exception>
    public static async Task<long> SendAsync(
        StorageService service,
        string bucket,
        string name,
        ReadOnlyMemory<byte> content,
        string contentType,
        long ifGeneration,
        CancellationToken cancellationToken)
    {
        var hash = MD5.HashData(content.Span);
        var about = new { name, contentType, md5Hash = Convert.ToBase64String(hash) };
        // A hash of the content cannot be made to stand in it.
        var boundary = Convert.ToHexString(SHA256.HashData(content.Span));
        using var body = new MultipartContent("related", boundary)
        {
            Part(JsonSerializer.SerializeToUtf8Bytes(about), "application/json"),
            Part(content, contentType),
        };
        body.Headers.ContentType = MediaTypeHeaderValue.Parse($"multipart/related; boundary={boundary}");
        var path = $"/upload/{service.BasePath}b/{Uri.EscapeDataString(bucket)}/o"
            + $"?uploadType=multipart&fields=generation&ifGenerationMatch={ifGeneration}";
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(new Uri(service.BaseUri), path)) { Content = body };
        using var response = await service.HttpClient.SendAsync(request, cancellationToken);
        return response.IsSuccessStatusCode
            ? GenerationIn(await response.Content.ReadAsByteArrayAsync(cancellationToken))
                ?? throw new GoogleApiException(service.Name, $"An answer about the object '{name}' does not tell its generation.")
            : throw new GoogleApiException(service.Name)
            {
                HttpStatusCode = response.StatusCode,
                Error = await service.DeserializeError(response),
            };
    }

    private static long? GenerationIn(byte[] answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("generation", out var generation)
                && generation.ValueKind == JsonValueKind.String
                && long.TryParse(generation.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ReadOnlyMemoryContent Part(ReadOnlyMemory<byte> content, string contentType) =>
        new(content) { Headers = { ContentType = MediaTypeHeaderValue.Parse(contentType) } };
}
