using Google.Apis.Services;
using Google.Apis.Storage.v1;
using Object = Google.Apis.Storage.v1.Data.Object;

namespace Google.Cloud.Storage.V1;

/// <summary>Sends the CRC-32C of what it read with the last request, so that the service rejects content that was damaged on its way.</summary>
internal sealed class HashProvidingUpload : ObjectsResource.InsertMediaUpload
{
    private readonly Crc32c _crc = new();

    public HashProvidingUpload(IClientService service, Object body, string bucket, Stream stream, string? contentType)
        : base(service, body, bucket, stream, contentType!)
    {
        UploadStreamInterceptor = (buffer, offset, count) => _crc.Append(buffer.AsSpan(offset, count));
        LastRequestExecuting += request => request.Headers.TryAddWithoutValidation("x-goog-hash", $"crc32c={_crc.ToBase64()}");
    }
}
