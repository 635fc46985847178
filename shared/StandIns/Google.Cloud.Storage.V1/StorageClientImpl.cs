using Google.Api.Gax;
using Google.Apis.Download;
using Google.Apis.Storage.v1;
using Google.Apis.Storage.v1.Data;
using Google.Apis.Upload;
using Object = Google.Apis.Storage.v1.Data.Object;

namespace Google.Cloud.Storage.V1;

internal sealed class StorageClientImpl(StorageService service) : StorageClient
{
    public override StorageService Service => service;

    public override async Task<Object> UploadObjectAsync(
        string bucket,
        string objectName,
        string? contentType,
        Stream source,
        UploadObjectOptions? options = null,
        CancellationToken cancellationToken = default,
        IProgress<IUploadProgress>? progress = null)
    {
        var body = new Object { Bucket = bucket, Name = objectName, ContentType = contentType };
        var upload = new HashProvidingUpload(service, body, bucket, source, contentType) { IfGenerationMatch = options?.IfGenerationMatch };
        if (progress is not null)
            upload.ProgressChanged += progress.Report;
        var end = await upload.UploadAsync(cancellationToken);
        return end.Exception is null ? upload.ResponseBody : throw end.Exception;
    }

    // On the thread pool, as the genuine client does it: the caller's context must not be held by the copying.
    public override Task<Object> DownloadObjectAsync(
        string bucket,
        string objectName,
        Stream destination,
        DownloadObjectOptions? options = null,
        CancellationToken cancellationToken = default,
        IProgress<IDownloadProgress>? progress = null) => Task.Run(
            async () =>
            {
                var download = new ObjectDownloader(service, new Object { Bucket = bucket, Name = objectName }, options);
                if (progress is not null)
                    download.ProgressChanged += progress.Report;
                var uri = ObjectDownloader.MediaUri(service.BaseUri, bucket, objectName, options);
                var end = await download.DownloadAsync(uri, destination, cancellationToken);
                return end.Exception is null ? download.Metadata : throw end.Exception;
            },
            CancellationToken.None);

    public override Task<Object> GetObjectAsync(
        string bucket,
        string objectName,
        GetObjectOptions? options = null,
        CancellationToken cancellationToken = default) =>
        RetryOptions.IdempotentRetryOptions.ExecuteAsync(service.Objects.Get(bucket, objectName), cancellationToken);

    public override PagedAsyncEnumerable<Objects, Object> ListObjectsAsync(
        string bucket, string? prefix = null, ListObjectsOptions? options = null) => new ObjectPages(service, bucket, prefix);

    public override Task DeleteObjectAsync(
        string bucket,
        string objectName,
        DeleteObjectOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        var request = service.Objects.Delete(bucket, objectName);
        request.IfGenerationMatch = options?.IfGenerationMatch;
        // Without a generation, a second attempt could delete what another writer put there after the first.
        var retry = request.IfGenerationMatch is null ? RetryOptions.Never : RetryOptions.IdempotentRetryOptions;
        return (options?.RetryOptions ?? retry).ExecuteAsync(request, cancellationToken);
    }

    public override Task<Bucket> CreateBucketAsync(
        string projectId,
        string bucket,
        CreateBucketOptions? options = null,
        CancellationToken cancellationToken = default) => RetryOptions.IdempotentRetryOptions.ExecuteAsync(
            service.Buckets.Insert(new Bucket { Name = bucket }, projectId), cancellationToken);

    public override void Dispose()
    {
        service.Dispose();
        base.Dispose();
    }
}
