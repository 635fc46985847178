using Google.Cloud.Storage.V1;
using Loadgen.Cloud.Storage;
using Loadgen.Workloads;
using Loadgen.Workloads.Files;

namespace Loadgen.Cloud.Workloads;

/// <summary>A workload in a file or an object, read anew for every run.</summary>
/// <param name="uri">A path, or what <see cref="WorkloadAddress"/> reads.</param>
/// <param name="parameters">What its placeholders stand for; <see langword="null"/>: they stay as they are written.</param>
/// <param name="connect">Makes the client, where it lies in Cloud Storage.</param>
/// <param name="time">Bounds the reading of an object.</param>
public sealed class WorkloadFile(string uri, WorkloadParameters? parameters, Func<StorageClient> connect, TimeProvider time)
    : IWorkloadSource
{
    // The client keeps a buffer of this size for each download in flight; its default is 10 MiB.
    private const int DownloadBuffer = 64 * 1024;

    /// <summary>The workload that is configured.</summary>
    /// <param name="uri"><c>WORKLOAD_URI</c>; <see langword="null"/>: the built-in workload.</param>
    /// <inheritdoc cref="WorkloadFile"/>
    public static IWorkloadSource SourceOf(
        string? uri, WorkloadParameters parameters, Func<StorageClient> connect, TimeProvider time) => uri is null
        ? new KnownWorkload(BuiltInWorkload.Of(parameters))
        : new WorkloadFile(uri, parameters, connect, time);

    /// <inheritdoc/>
    public async Task<Workload> ReadAsync(CancellationToken cancellationToken)
    {
        await using var content = await OpenAsync(cancellationToken);
        try
        {
            return WorkloadReader.Read(content, WorkloadSyntax.Of(uri), parameters);
        }
        catch (IOException e)
        {
            throw Unavailable(ReasonOf(e), e);
        }
    }

    /// <summary>Opens it, whatever it says.</summary>
    /// <exception cref="WorkloadUnavailableException">It cannot be read.</exception>
    public async Task<Stream> OpenAsync(CancellationToken cancellationToken) =>
        WorkloadAddress.Parse(uri) is { } address ? await DownloadAsync(address, cancellationToken) : Open(uri);

    private FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Unavailable(ReasonOf(e), e);
        }
    }

    private WorkloadUnavailableException Unavailable(string reason, Exception cause) =>
        new($"The workload {uri} cannot be read: {reason}.", cause);

    private static string ReasonOf(Exception error) => error switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file",
        UnauthorizedAccessException => "access is denied, or it is a folder",
        _ => error.Message.TrimEnd('.'),
    };

    private async Task<Stream> DownloadAsync(WorkloadAddress address, CancellationToken cancellationToken)
    {
        var operation = new StorageOperation("read", address.Bucket, address.ObjectName, "storage.objects.get");
        using var timeout = new CancellationTokenSource(CloudObjectStore.OperationTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var content = new LimitedBuffer(WorkloadReader.MostBytes);
        try
        {
            var options = new DownloadObjectOptions { ChunkSize = DownloadBuffer, Generation = address.Generation };
            await connect().DownloadObjectAsync(address.Bucket, address.ObjectName, content, options, either.Token);
            content.Position = 0;
            return content;
        }
        catch (Exception e)
        {
            await content.DisposeAsync();
            throw operation.Explain(e, cancellationToken) switch
            {
                OperationCanceledException given => given,
                { } explained => Unavailable(explained.Message.TrimEnd('.'), explained),
                null => Unavailable(e.Message.TrimEnd('.'), e),
            };
        }
    }

    /// <summary>Takes a byte more than is allowed, so that whoever reads it sees that it is too much, and no more.</summary>
    private sealed class LimitedBuffer(long most) : MemoryStream
    {
        // All other ways of writing end here, since it is overridden.
        public override void Write(byte[] buffer, int offset, int count) =>
            base.Write(buffer, offset, (int)Math.Min(count, most + 1 - Length));
    }
}
