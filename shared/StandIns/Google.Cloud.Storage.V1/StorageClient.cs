using Google.Api.Gax;
using Google.Apis.Download;
using Google.Apis.Storage.v1;
using Google.Apis.Storage.v1.Data;
using Google.Apis.Upload;
using Object = Google.Apis.Storage.v1.Data.Object;

namespace Google.Cloud.Storage.V1;

/// <summary>Cloud Storage. Errors are <see cref="GoogleApiException"/>, with the service's status.</summary>
public abstract class StorageClient : IDisposable
{
    /// <summary>The JSON API underneath.</summary>
    public virtual StorageService Service => throw new NotImplementedException();

    /// <summary>Uploads <paramref name="source"/> through a resumable session.</summary>
    public virtual Task<Object> UploadObjectAsync(
        string bucket,
        string objectName,
        string? contentType,
        Stream source,
        UploadObjectOptions? options = null,
        CancellationToken cancellationToken = default,
        IProgress<IUploadProgress>? progress = null) => throw new NotImplementedException();

    /// <summary>Downloads into <paramref name="destination"/>; gives what the answer's headers told of the object.</summary>
    public virtual Task<Object> DownloadObjectAsync(
        string bucket,
        string objectName,
        Stream destination,
        DownloadObjectOptions? options = null,
        CancellationToken cancellationToken = default,
        IProgress<IDownloadProgress>? progress = null) => throw new NotImplementedException();

    /// <summary>Reads metadata.</summary>
    public virtual Task<Object> GetObjectAsync(
        string bucket,
        string objectName,
        GetObjectOptions? options = null,
        CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Lists, in the order of names; nothing is sent before the enumeration.</summary>
    public virtual PagedAsyncEnumerable<Objects, Object> ListObjectsAsync(
        string bucket, string? prefix = null, ListObjectsOptions? options = null) => throw new NotImplementedException();

    /// <summary>Deletes; an absent object is an error.</summary>
    public virtual Task DeleteObjectAsync(
        string bucket,
        string objectName,
        DeleteObjectOptions? options = null,
        CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Creates a bucket.</summary>
    public virtual Task<Bucket> CreateBucketAsync(
        string projectId,
        string bucket,
        CreateBucketOptions? options = null,
        CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Closes its connections.</summary>
    public virtual void Dispose() => GC.SuppressFinalize(this);
}
