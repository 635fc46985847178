using Google.Apis.Services;
using Google.Apis.Storage.v1;
using Object = Google.Apis.Storage.v1.Data.Object;

namespace Google.Cloud.Storage.V1;

/// <summary>Sends the CRC-32C of the whole content with the last request, so that the service rejects what was damaged.</summary>
internal sealed class HashProvidingUpload : ObjectsResource.InsertMediaUpload
{
    private readonly Crc32c _uploaded = new();

    public HashProvidingUpload(IClientService service, Object body, string bucket, Stream stream, string? contentType)
        : base(service, body, bucket, stream, contentType!)
    {
        // The interceptor sees a chunk once the service has it; the last one is still to come when its request is made.
        UploadStreamInterceptor = (buffer, offset, count) => _uploaded.Append(buffer.AsSpan(offset, count));
        LastRequestExecuting += AddHash;
    }

    private void AddHash(HttpRequestMessage request)
    {
        var crc = _uploaded.Copy();
        if (request.Content is { } content)
        {
            var chunk = content.ReadAsStream();
            crc.Append(chunk);
            chunk.Position = 0;
        }

        request.Headers.TryAddWithoutValidation("x-goog-hash", $"crc32c={crc.ToBase64()}");
    }
}
