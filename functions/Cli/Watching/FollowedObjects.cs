using System.Net;
using System.Net.Http.Headers;
using Google;
using Google.Apis.Auth.OAuth2.Responses;
using Google.Cloud.Storage.V1;
using Loadgen.Cli.Logs;
using CloudObject = Google.Apis.Storage.v1.Data.Object;

namespace Loadgen.Cli.Watching;

/// <summary>Logs in Cloud Storage, or in an emulator.</summary>
/// <param name="prefix">Of the logs' names, or the one log's name.</param>
/// <param name="isEmulator">Whether it is on this machine, and costs nothing to ask.</param>
internal sealed class FollowedObjects(StorageClient client, string url, string bucket, string prefix, bool isOneLog, bool isEmulator)
    : ILogPlace
{
    /// <inheritdoc/>
    public string Name => url;

    /// <inheritdoc/>
    public bool IsOneLog => isOneLog;

    /// <inheritdoc/>
    public TimeSpan Pause => TimeSpan.FromSeconds(isEmulator ? 1 : 5);

    /// <inheritdoc/>
    public TimeSpan LongPause => TimeSpan.FromSeconds(isEmulator ? 1 : 30);

    /// <inheritdoc/>
    public bool IsOnMachineClock => false;

    /// <summary>Finds out what a URL stands for: an object of that name, otherwise all logs under it as a prefix.</summary>
    /// <exception cref="UsageException">It is no place for logs, or cannot be asked.</exception>
    public static async Task<FollowedObjects> OpenAsync(
        string url, Func<Task<StorageClient>> connect, bool isEmulator, CancellationToken cancellationToken)
    {
        var (bucket, path) = ObjectPlace.Split(url);
        var client = await AskAsync(url, connect, cancellationToken);
        try
        {
            var isPrefix = path.Length == 0 || path.EndsWith('/')
                || await AskAsync(url, () => FindAsync(client, bucket, path, cancellationToken), cancellationToken) is null;
            if (isPrefix && path.EndsWith(LogEnding.Lines, StringComparison.Ordinal))
            {
                throw new UsageException(
                    $"{url}: there is no such object; allowed: a run log, or a prefix under which there will be some.");
            }

            var prefix = isPrefix && path.Length > 0 && !path.EndsWith('/') ? $"{path}/" : path;
            return new(client, url, bucket, prefix, !isPrefix, isEmulator);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<LogState>> ListAsync(CancellationToken cancellationToken) => AskAsync(
        async () =>
        {
            if (isOneLog)
                return [StateOf(await client.GetObjectAsync(bucket, prefix, cancellationToken: cancellationToken))];

            var logs = new List<LogState>();
            await foreach (var found in client.ListObjectsAsync(bucket, prefix).WithCancellation(cancellationToken))
            {
                if (LogEnding.IsOne(found.Name, [LogEnding.Lines]))
                    logs.Add(StateOf(found));
            }

            return (IReadOnlyList<LogState>)logs;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<LogState> LookAsync(LogState log, CancellationToken cancellationToken) => AskAsync(
        async () => StateOf(await client.GetObjectAsync(bucket, log.StateName, cancellationToken: cancellationToken)), cancellationToken);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>> ReadAsync(LogState log, long from, int count, CancellationToken cancellationToken) => AskAsync(
        async () =>
        {
            var range = from == 0 && count == log.Length ? null : new RangeHeaderValue(from, from + count - 1);
            var content = await DownloadAsync(log.StateName, range, cancellationToken);
            // All of it may be more by now. A part is another one where it was written anew, or somebody in between knows no ranges.
            return content.Length == count || (range is null && content.Length > count)
                ? content[..count]
                : throw new UsageException($"{log.Name}: {count} bytes of it were asked for, and {content.Length} came.");
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> FindStateAsync(string name, CancellationToken cancellationToken) =>
        AskAsync(() => ObjectPlace.FindAsync(client, bucket, name, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>?> ListStateAsync(string prefix, CancellationToken cancellationToken) =>
        AskAsync(() => ObjectPlace.ListAsync(client, bucket, prefix, cancellationToken), cancellationToken);

    public void Dispose() => client.Dispose();

    private static async Task<CloudObject?> FindAsync(
        StorageClient client, string bucket, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await client.GetObjectAsync(bucket, name, cancellationToken: cancellationToken);
        }
        catch (GoogleApiException e) when (e.HttpStatusCode is HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private async Task<ReadOnlyMemory<byte>> DownloadAsync(string name, RangeHeaderValue? range, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        // The hash that comes with a part is that of the whole object.
        var validation = range is null ? DownloadValidationMode.Always : DownloadValidationMode.Never;
        var options = new DownloadObjectOptions
        {
            Range = range,
            ChunkSize = ObjectPlace.DownloadBuffer,
            DownloadValidationMode = validation,
        };
        await client.DownloadObjectAsync(bucket, name, content, options, cancellationToken);
        return content.ToArray();
    }

    private LogState StateOf(CloudObject found) => new(
        $"{ObjectPlace.Scheme}{bucket}/{found.Name}",
        found.Name,
        (long)(found.Size ?? 0),
        found.UpdatedDateTimeOffset ?? DateTimeOffset.MinValue);

    private Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken) => AskAsync(url, ask, cancellationToken);

    private static async Task<T> AskAsync<T>(string url, Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ObjectPlace.AskAsync(url, ask);
        }
        catch (Exception e) when (e is IOException or TokenResponseException)
        {
            throw new UsageException($"{url}: Cloud Storage could not be asked ({e.Message.ReplaceLineEndings(" ")}).", e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new UsageException($"{url}: Cloud Storage did not answer in time.", e);
        }
    }
}
