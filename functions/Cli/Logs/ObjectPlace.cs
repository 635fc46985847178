using System.Net;
using Google;
using Google.Cloud.Storage.V1;
using Loadgen.Cli.Variables;
using Loadgen.Cloud.Storage;
using Loadgen.Configuration;

namespace Loadgen.Cli.Logs;

/// <summary>Where logs lie in Cloud Storage, or in the emulator that <c>STORAGE_EMULATOR_HOST</c> names.</summary>
internal sealed class ObjectPlace : ILogFolder, IDisposable
{
    /// <summary>What URLs of objects begin with.</summary>
    public const string Scheme = "gs://";

    /// <summary>The client keeps a buffer of this size for each download in flight; its default is 10 MiB.</summary>
    public const int DownloadBuffer = 256 * 1024;

    private readonly StorageClient _client;
    private readonly string _url;
    private readonly string _bucket;
    private readonly string _path;

    private ObjectPlace(StorageClient client, string url, string bucket, string path) =>
        (_client, _url, _bucket, _path) = (client, url, bucket, path);

    /// <summary>Whether a place is there, and not among the machine's files.</summary>
    public static bool IsOne(string place) => place.StartsWith(Scheme, StringComparison.Ordinal);

    /// <summary>Connects as the operator's environment says.</summary>
    /// <exception cref="UsageException">The URL is none, or Cloud Storage cannot be asked.</exception>
    public static Task<ObjectPlace> OpenAsync(string url, Shell shell, CancellationToken cancellationToken) => OpenAsync(
        url, () => StorageClients.For(StorageAddress.Of(shell.Variable(StorageEmulator.Variable))).BuildAsync(cancellationToken));

    /// <inheritdoc cref="OpenAsync(string, Shell, CancellationToken)"/>
    public static async Task<ObjectPlace> OpenAsync(string url, Func<Task<StorageClient>> connect)
    {
        var (bucket, path) = Split(url);
        return new(await AskAsync(url, connect), url, bucket, path);
    }

    /// <summary>What a URL names; the path is empty where that is all of a bucket.</summary>
    /// <exception cref="UsageException">It names no bucket.</exception>
    public static (string Bucket, string Path) Split(string url) =>
        url[Scheme.Length..].Split('/', 2) is [{ Length: > 0 } bucket, .. var rest]
            ? (bucket, rest is [var path] ? path : "")
            : throw new UsageException($"{url}: is no place for logs; allowed: gs://bucket/object, gs://bucket/prefix/.");

    /// <inheritdoc/>
    public string ShownNameOf(string name) => $"{Scheme}{_bucket}/{name}";

    /// <summary>An object whatever its name, or with a slash at the end all logs under a prefix.</summary>
    /// <exception cref="UsageException">There is nothing, or Cloud Storage cannot be asked.</exception>
    public Task<IReadOnlyList<string>> ListAsync(IReadOnlyList<string> endings, CancellationToken cancellationToken) =>
        AskAsync(_url, async () =>
        {
            if (_path.Length > 0 && !_path.EndsWith('/'))
                return [_path];

            var names = new List<string>();
            await foreach (var found in _client.ListObjectsAsync(_bucket, _path).WithCancellation(cancellationToken))
            {
                if (found.Name is { } name && LogEnding.IsOne(name, endings))
                    names.Add(name);
            }

            return names.Count > 0
                ? (IReadOnlyList<string>)names
                : throw new UsageException(
                    $"{Scheme}{_bucket}/{_path}: no log ({LogEnding.AllowedOf(endings)}) lies under this prefix.");
        });

    /// <summary>Downloads an object.</summary>
    /// <exception cref="UsageException">It is not there, or Cloud Storage cannot be asked.</exception>
    public Task DownloadAsync(string name, Stream to, CancellationToken cancellationToken) =>
        AskAsync(ShownNameOf(name), () => _client.DownloadObjectAsync(_bucket, name, to, cancellationToken: cancellationToken));

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> FindAsync(string name, CancellationToken cancellationToken) =>
        AskAsync(ShownNameOf(name), () => FindAsync(_client, _bucket, name, cancellationToken));

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>?> ListAsync(string prefix, CancellationToken cancellationToken) =>
        AskAsync(ShownNameOf(prefix), () => ListAsync(_client, _bucket, prefix, cancellationToken));

    /// <inheritdoc/>
    public Task<long> LengthOfAsync(string name, CancellationToken cancellationToken) => AskAsync(ShownNameOf(name), async () =>
        (long)((await _client.GetObjectAsync(_bucket, name, cancellationToken: cancellationToken)).Size ?? 0));

    /// <inheritdoc/>
    public async Task<bool> CopyAsync(string name, long from, Stream to, CancellationToken cancellationToken)
    {
        if (from > 0 && await LengthOfAsync(name, cancellationToken) is var length && length <= from)
            return true;
        // The hash that comes with a part is that of the whole object.
        var options = from > 0
            ? new DownloadObjectOptions { Range = new(from, null), DownloadValidationMode = DownloadValidationMode.Never }
            : new DownloadObjectOptions();
        options.ChunkSize = DownloadBuffer;
        return await AskAsync(ShownNameOf(name), async () =>
        {
            try
            {
                await _client.DownloadObjectAsync(_bucket, name, to, options, cancellationToken);
                return true;
            }
            catch (GoogleApiException e) when (e.HttpStatusCode is HttpStatusCode.NotFound)
            {
                return false;
            }
        });
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <summary>Reads something small.</summary>
    /// <returns><see langword="null"/> where there is no such object, or it may not be read.</returns>
    public static async Task<ReadOnlyMemory<byte>?> FindAsync(
        StorageClient client, string bucket, string name, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        try
        {
            var options = new DownloadObjectOptions { ChunkSize = DownloadBuffer };
            await client.DownloadObjectAsync(bucket, name, content, options, cancellationToken);
            return content.ToArray();
        }
        catch (GoogleApiException e) when (IsOutOfReach(e))
        {
            return null;
        }
    }

    /// <summary>The names of all objects under a prefix.</summary>
    /// <returns><see langword="null"/> where they may not be listed.</returns>
    public static async Task<IReadOnlyList<string>?> ListAsync(
        StorageClient client, string bucket, string prefix, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        try
        {
            await foreach (var found in client.ListObjectsAsync(bucket, prefix).WithCancellation(cancellationToken))
                names.Add(found.Name);
            return names;
        }
        catch (GoogleApiException e) when (IsOutOfReach(e))
        {
            return null;
        }
    }

    /// <summary>Asks Cloud Storage something.</summary>
    /// <exception cref="UsageException">It refuses, or cannot be reached.</exception>
    public static async Task<T> AskAsync<T>(string url, Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (GoogleApiException e)
        {
            throw new UsageException(
                $"{url}: Cloud Storage answered {(int)e.HttpStatusCode} ({e.Error?.Message ?? e.HttpStatusCode.ToString()}).", e);
        }
        catch (Exception e) when (e is HttpRequestException or InvalidOperationException)
        {
            throw new UsageException($"{url}: Cloud Storage could not be asked ({e.Message.ReplaceLineEndings(" ")}).", e);
        }
    }

    /// <summary>Whether it is not there; who may not list a bucket is told 403 of that.</summary>
    private static bool IsOutOfReach(GoogleApiException e) => e.HttpStatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden;
}
