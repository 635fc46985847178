using System.Net;
using Google;
using Google.Apis.Storage.v1.Data;
using Google.Cloud.Storage.V1;
using Loadgen.Storage;
using CloudObject = Google.Apis.Storage.v1.Data.Object;

namespace Loadgen.Cloud.Storage;

/// <summary>A bucket of Cloud Storage.</summary>
/// <param name="client">The client; its credentials must allow reading, creating and deleting the bucket's objects.</param>
/// <param name="bucket">The bucket, which must exist.</param>
/// <param name="time">
/// Bounds every operation: what has not been answered within <see cref="OperationTimeout"/> counts as unavailable.
/// </param>
/// <remarks>
/// Beyond what the interface says, a method throws <see cref="CloudStorageException"/> where another attempt would fare no better:
/// no such bucket, no permission, a request that Cloud Storage refuses.
/// </remarks>
public sealed class CloudObjectStore(StorageClient client, string bucket, TimeProvider time) : IObjectStore
{
    /// <summary>How long an operation may take: an invoker has 30 s between its longest call and its message's deadline.</summary>
    public static readonly TimeSpan OperationTimeout = TimeSpan.FromSeconds(20);

    // The client keeps a buffer of this size for each download in flight; its default is 10 MiB.
    private const int DownloadBuffer = 64 * 1024;

    /// <inheritdoc />
    public Task<StoredObject?> ReadAsync(string name, CancellationToken cancellationToken) =>
        RunAsync(new StorageOperation("read", bucket, name, "storage.objects.get"), token => DownloadAsync(name, token), cancellationToken);

    /// <inheritdoc />
    public Task<StoredPart?> ReadPartAsync(string name, long from, int most, CancellationToken cancellationToken) => RunAsync(
        new StorageOperation("read a part of", bucket, name, "storage.objects.get"),
        token => DownloadPartAsync(name, from, most, token),
        cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken) => RunAsync(
        new StorageOperation(StorageOperation.List, bucket, prefix, "storage.objects.list"),
        token => ListNamesAsync(prefix, token),
        cancellationToken);

    /// <inheritdoc />
    public Task<long> WriteAsync(
        string name, ReadOnlyMemory<byte> content, string contentType, long ifGeneration, CancellationToken cancellationToken) =>
        RunAsync(
            new StorageOperation("write", bucket, name, "storage.objects.create and storage.objects.delete", ifGeneration),
            token => ObjectUpload.SendAsync(client.Service, bucket, name, content, contentType, ifGeneration, token),
            cancellationToken);

    /// <inheritdoc />
    public Task<long> ComposeAsync(
        string name, IReadOnlyList<string> sources, string contentType, long ifGeneration, CancellationToken cancellationToken) =>
        RunAsync(
            new StorageOperation(
                StorageOperation.Compose,
                bucket,
                name,
                "storage.objects.get, storage.objects.create and storage.objects.delete",
                ifGeneration),
            async token =>
            {
                var body = new ComposeRequest
                {
                    Destination = new CloudObject { ContentType = contentType },
                    SourceObjects = [.. sources.Select(source => new ComposeRequest.SourceObjectsData { Name = source })],
                };
                var request = client.Service.Objects.Compose(body, bucket, name);
                request.IfGenerationMatch = ifGeneration;
                return GenerationOf(await request.ExecuteAsync(token));
            },
            cancellationToken);

    /// <inheritdoc />
    public Task DeleteAsync(string name, long ifGeneration, CancellationToken cancellationToken) =>
        RunAsync(
            new StorageOperation("delete", bucket, name, "storage.objects.delete", ifGeneration),
            async token =>
            {
                try
                {
                    var options = new DeleteObjectOptions { IfGenerationMatch = ifGeneration, RetryOptions = RetryOptions.Never };
                    await client.DeleteObjectAsync(bucket, name, options, token);
                }
                catch (GoogleApiException e) when (e.HttpStatusCode is HttpStatusCode.NotFound)
                {
                    // Gone already, which is what was wanted.
                }

                return ifGeneration;
            },
            cancellationToken);

    private async Task<StoredObject?> DownloadAsync(string name, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        try
        {
            // One request: its headers tell the generation of the very bytes that follow.
            var options = new DownloadObjectOptions { ChunkSize = DownloadBuffer };
            var metadata = await client.DownloadObjectAsync(bucket, name, content, options, cancellationToken);
            return new StoredObject(GenerationOf(metadata), content.ToArray());
        }
        catch (GoogleApiException e) when (e.HttpStatusCode is HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private async Task<StoredPart?> DownloadPartAsync(string name, long from, int most, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                if (await PartDownload.SendAsync(client.Service, bucket, name, from, most, cancellationToken) is { } part)
                    return part;
                var metadata = await client.Service.Objects.Get(bucket, name).ExecuteAsync(cancellationToken);
                var length = (long?)metadata.Size ?? 0;
                // It may have grown in between: then there is something to read after all.
                if (length < from || length == 0)
                    return new(GenerationOf(metadata), length, default);
            }
            catch (GoogleApiException e) when (e.HttpStatusCode is HttpStatusCode.NotFound)
            {
                return null;
            }
        }
    }

    private async Task<IReadOnlyList<string>> ListNamesAsync(string prefix, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        var request = client.Service.Objects.List(bucket);
        request.Prefix = prefix;
        request.Fields = "items(name),nextPageToken";
        do
        {
            var page = await request.ExecuteAsync(cancellationToken);
            names.AddRange((page.Items ?? []).Select(found => found.Name));
            request.PageToken = page.NextPageToken;
        }
        while (!string.IsNullOrEmpty(request.PageToken));

        // Cloud Storage lists in the order of UTF-8, in which characters beyond U+FFFF come later.
        names.Sort(StringComparer.Ordinal);
        return names;
    }

    private async Task<T> RunAsync<T>(
        StorageOperation operation, Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(OperationTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return await attempt(either.Token);
        }
        catch (Exception e)
        {
            if (operation.Explain(e, cancellationToken) is { } explained)
                throw explained;
            throw;
        }
    }

    private static long GenerationOf(CloudObject metadata) =>
        metadata.Generation
        ?? throw new ObjectStoreUnavailableException($"An answer about the object '{metadata.Name}' does not tell its generation.");
}
